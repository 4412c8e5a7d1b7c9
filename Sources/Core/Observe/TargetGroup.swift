/// A target group with its targets, as DescribeTargetGroups and DescribeTargetHealth show it.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html
package struct TargetGroup: Hashable, Sendable {
  package var arn: ARN
  package var name: String

  /// `ip` is the only type that can hold an endpoint's addresses.
  package var targetType: String

  /// Nil for a group of Lambda functions, as the next two.
  package var `protocol`: String?
  package var port: Int?
  package var vpcId: String?

  /// Which addresses it takes.
  package var family: AddressFamily

  /// Whether the group's own attribute switches cross-zone load balancing on or off; nil where it
  /// follows the load balancer, or wasn't asked for because no address is outside the VPC.
  package var isCrossZone: Bool?

  package var loadBalancers: [ARN]
  package var healthCheck: HealthCheck

  /// Empty where the target type is not `ip`.
  package var targets: [RegisteredTarget]

  /// Empty where no binding that was observed keeps a ledger.
  package var tags: GroupTags

  package init(
    arn: ARN,
    name: String,
    targetType: String,
    protocol: String?,
    port: Int?,
    vpcId: String?,
    family: AddressFamily = .ipv4,
    isCrossZone: Bool? = nil,
    loadBalancers: [ARN] = [],
    healthCheck: HealthCheck,
    targets: [RegisteredTarget] = [],
    tags: GroupTags = GroupTags()
  ) {
    self.arn = arn
    self.name = name
    self.targetType = targetType
    self.protocol = `protocol`
    self.port = port
    self.vpcId = vpcId
    self.family = family
    self.isCrossZone = isCrossZone
    self.loadBalancers = loadBalancers
    self.healthCheck = healthCheck
    self.targets = targets
    self.tags = tags
  }
}

/// A target group's health check; a member is nil where AWS shows none.
package struct HealthCheck: Hashable, Sendable {
  package var enabled: Bool
  package var `protocol`: String?

  /// `traffic-port` or a number.
  package var port: String?

  package var path: String?

  /// Nil for a group that checks no HTTP codes.
  package var matcher: Matcher?

  /// Seconds.
  package var intervalSeconds: Int?

  /// Seconds.
  package var timeoutSeconds: Int?

  package var healthyThreshold: Int?
  package var unhealthyThreshold: Int?

  package init(
    enabled: Bool = true,
    protocol: String? = nil,
    port: String? = nil,
    path: String? = nil,
    matcher: Matcher? = nil,
    intervalSeconds: Int? = nil,
    timeoutSeconds: Int? = nil,
    healthyThreshold: Int? = nil,
    unhealthyThreshold: Int? = nil
  ) {
    self.enabled = enabled
    self.protocol = `protocol`
    self.port = port
    self.path = path
    self.matcher = matcher
    self.intervalSeconds = intervalSeconds
    self.timeoutSeconds = timeoutSeconds
    self.healthyThreshold = healthyThreshold
    self.unhealthyThreshold = unhealthyThreshold
  }
}

/// A target in its group, with its health.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
package struct RegisteredTarget: Hashable, Sendable {
  package var target: Target

  /// ELBv2's word, such as `healthy`, `initial`, `unused` or `draining`; a newer one is possible.
  package var state: String

  /// ELBv2's reason code, such as `Target.ResponseCodeMismatch`.
  package var reason: String?

  package init(_ target: Target, state: String, reason: String? = nil) {
    self.target = target
    self.state = state
    self.reason = reason
  }

  package var isHealthy: Bool { state == "healthy" }
  package var isUnused: Bool { state == "unused" }

  /// A draining target counts as gone, though AWS still lists it.
  package var isDraining: Bool { Self.drainingStates.contains(state) }

  /// ELBv2's words for a target on its way out.
  package static let drainingStates: Set<String> = ["draining", "unhealthy.draining"]
}
