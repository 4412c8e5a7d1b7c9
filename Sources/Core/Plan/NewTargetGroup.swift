/// A target group to be made, of type `ip`, with all of its health check.
package struct NewTargetGroup: Hashable, Sendable {
  package var name: String
  package var vpcId: String
  package var `protocol`: TargetProtocol
  package var port: Int
  package var family: AddressFamily

  /// Nothing is left to AWS, whose own choices differ from protocol to protocol.
  package var healthCheck: HealthCheck

  /// The spec's, and the ledger's first.
  package var tags: [String: String]

  package init(
    name: String,
    vpcId: String,
    protocol: TargetProtocol,
    port: Int,
    family: AddressFamily = .ipv4,
    healthCheck: HealthCheck,
    tags: [String: String] = [:]
  ) {
    self.name = name
    self.vpcId = vpcId
    self.protocol = `protocol`
    self.port = port
    self.family = family
    self.healthCheck = healthCheck
    self.tags = tags
  }
}

extension TargetGroupSpec {
  /// The group as it will be when it is made; nil where it isn't to be made.
  ///
  /// Its ARN lacks the id that AWS will give it, so that no resource's equals it.
  func groupToBe(at place: Place) -> TargetGroup? {
    guard let create, case .name(let name) = reference,
      let arn = ARN(
        "arn:aws:elasticloadbalancing:\(place.region):\(place.account):targetgroup/\(name)"
      )
    else { return nil }
    return TargetGroup(
      arn: arn,
      name: name,
      targetType: "ip",
      protocol: `protocol`.rawValue,
      port: port,
      vpcId: create.vpcId,
      family: family(of: nil),
      healthCheck: healthCheck.whole(checking: `protocol`)
    )
  }
}

extension TargetGroupSpec {
  /// The kind of addresses that the group takes, or will take when it is made.
  func family(of group: TargetGroup?) -> AddressFamily { group?.family ?? create?.family ?? .ipv4 }
}

extension HealthCheckSpec {
  /// The health check of a new group: what the spec leaves open is set too.
  ///
  /// By the targets' own protocol, where AWS would ask by HTTP; for the rest AWS's usual values, but
  /// for an interval that has to be longer than the time-out.
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
  func whole(checking targets: TargetProtocol) -> HealthCheck {
    let interval = intervalSeconds ?? max(30, (timeoutSeconds ?? 0) + 1)
    return HealthCheck(
      protocol: (`protocol` ?? targets).rawValue,
      port: (port ?? .trafficPort).description,
      path: path ?? "/",
      matcher: matcher,
      intervalSeconds: interval,
      timeoutSeconds: timeoutSeconds ?? min(10, interval - 1),
      healthyThreshold: healthyThreshold ?? 5,
      unhealthyThreshold: unhealthyThreshold ?? 2
    )
  }
}

extension NewTargetGroup {
  /// The targets that a binding's ledger names from the first.
  package func claimed(by binding: String) -> Set<Target> {
    Ledger(of: binding, in: GroupTags(tags.map { ($0.key, $0.value) })).targets
  }
}
