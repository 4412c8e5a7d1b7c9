/// The target group that is kept in step, and what of it is managed.
package struct TargetGroupSpec: Hashable, Sendable {
  package var reference: Reference

  /// The port that targets are registered on, 1 to 65535.
  package var port: Int

  package var `protocol`: TargetProtocol

  /// Fewer discovered addresses hold removals.
  package var minimumTargets: Int

  package var ownership: Ownership
  package var healthCheck: HealthCheckSpec

  /// Nil where a missing target group is an error.
  package var create: TargetGroupCreation?

  package init(
    reference: Reference,
    port: Int = 443,
    protocol: TargetProtocol = .https,
    minimumTargets: Int = 2,
    ownership: Ownership = .exclusive,
    healthCheck: HealthCheckSpec = HealthCheckSpec(),
    create: TargetGroupCreation? = nil
  ) {
    self.reference = reference
    self.port = port
    self.protocol = `protocol`
    self.minimumTargets = minimumTargets
    self.ownership = ownership
    self.healthCheck = healthCheck
    self.create = create
  }
}

/// How an Application Load Balancer speaks to targets, and clients to its listeners.
package enum TargetProtocol: String, Hashable, Sendable, CaseIterable {
  case http = "HTTP"
  case https = "HTTPS"
}

/// Which registered targets are mooring's to remove.
package enum Ownership: String, Hashable, Sendable, CaseIterable {
  /// Every target that is not wanted is stale.
  case exclusive
  /// Only targets that mooring registered, by its tag on the target group.
  case recorded
  /// None: targets are only ever added.
  case addOnly = "add-only"
}

/// What a missing target group is created from, beside the rest of the spec.
package struct TargetGroupCreation: Hashable, Sendable {
  package var vpcId: String

  /// Nil for IPv4.
  package var family: AddressFamily?

  /// Tags that the group gets when it is made; later they are nobody's business here.
  package var tags: [String: String]

  package init(vpcId: String, family: AddressFamily? = nil, tags: [String: String] = [:]) {
    self.vpcId = vpcId
    self.family = family
    self.tags = tags
  }
}
