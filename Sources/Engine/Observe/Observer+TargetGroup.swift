import AWS
package import Core

/// What was seen of the target group.
struct TargetGroupSightings: Sendable {
  var group: TargetGroup?

  /// The interfaces behind the addresses it holds that aren't the endpoint's.
  var occupants: [NetworkInterface] = []

  /// The subnets of the group's VPC, where the source doesn't tell whether an address is in it.
  var subnets: [Subnet] = []
}

extension Observer {
  func sightTargetGroup(
    _ spec: TargetGroupSpec,
    through client: Client
  ) async throws(ObserveError) -> TargetGroupSightings {
    let found = try await client.all(
      ELBv2.describeTargetGroups(ELBv2.Selection(spec.reference)),
      absent: ["TargetGroupNotFound"]
    )
    guard let first = found.first else { return TargetGroupSightings() }
    var group = try TargetGroup(first)
    guard group.targetType == "ip" else { return TargetGroupSightings(group: group) }
    let arn = group.arn
    async let tagsSeen = result { () throws(ObserveError) in
      spec.ownership == .recorded ? try await groupTags(of: arn, through: client) : GroupTags()
    }
    let targetsSeen = await result { () throws(ObserveError) in
      try await targets(of: arn, through: client)
    }
    let tagsAnswer = await tagsSeen
    guard let targets = try targetsSeen.get(), let tags = try tagsAnswer.get() else {
      // Gone since it was listed: no group, rather than one that has lost all its targets.
      return TargetGroupSightings()
    }
    group.targets = targets
    group.tags = tags
    return TargetGroupSightings(group: group)
  }

  /// Looks up who has the addresses of a group that aren't held by the endpoint's interfaces.
  func occupants(
    of group: TargetGroup?,
    beside own: [NetworkInterface],
    through client: Client
  ) async throws(ObserveError) -> [NetworkInterface] {
    guard let group else { return [] }
    // Another VPC may have the same addresses.
    let known = Set(own.filter { $0.vpcId == group.vpcId }.flatMap(\.addresses))
    let addresses = group.targets.map(\.target.address)
      .filter { $0.family == group.family && !known.contains($0) }
    return try await interfaces(
      group.family == .ipv4 ? "addresses.private-ip-address" : "ipv6-addresses.ipv6-address",
      addresses.map(\.description),
      in: group.vpcId,
      through: client
    )
  }

  /// Looks at what decides in which zone an address is registered: whether it is in the group's VPC
  /// and, where one is outside, whether the group spreads requests over all zones.
  func sightPlacement(
    of binding: Binding,
    at endpoint: EndpointSightings,
    _ seen: inout TargetGroupSightings,
    through client: Client
  ) async throws(ObserveError) {
    guard let vpc = seen.group?.vpcId ?? binding.targetGroup.create?.vpcId else { return }
    let hasOutside: Bool
    switch binding.endpoint.source {
    case .hostname, .addresses:
      let filter = EC2.Filter("vpc-id", vpc)
      for subnet in try await client.all(EC2.describeSubnets(.filters([filter]))) {
        seen.subnets.append(try Subnet(subnet))
      }
      let ranges = seen.subnets.flatMap(\.cidrBlocks)
      hasOutside = binding.endpoint.source.addresses(in: endpoint.names).contains { address in
        !ranges.isEmpty && !ranges.contains { $0.contains(address) }
      }
    case .mwaaEnvironment, .vpcEndpoint, .service:
      hasOutside = endpoint.endpoints.contains { $0.vpcId != vpc }
    }
    guard hasOutside, let group = seen.group, group.targetType == "ip" else { return }
    let attributes = try await client.find(
      ELBv2.targetGroupAttributes(of: group.arn.description),
      absent: ["TargetGroupNotFound"]
    )
    // Where it follows the load balancer the value is neither of these.
    seen.group?.isCrossZone = attributes?["load_balancing.cross_zone.enabled"].flatMap { Bool($0) }
  }

  /// A group's targets and their health, sorted; nil where there is no such group any more.
  func targets(
    of group: ARN,
    through client: Client
  ) async throws(ObserveError) -> [RegisteredTarget]? {
    let seen = try await client.find(
      ELBv2.describeTargetHealth(targetGroup: group.description),
      absent: ["TargetGroupNotFound"]
    )
    guard let seen else { return nil }
    var targets: [RegisteredTarget] = []
    for health in seen { targets.append(try RegisteredTarget(health)) }
    return targets.sorted { $0.target < $1.target }
  }

  /// What is mooring's among a group's tags; nil where there is no such group any more.
  private func groupTags(
    of group: ARN,
    through client: Client
  ) async throws(ObserveError) -> GroupTags? {
    do throws(ServiceError) {
      return try await client.groupTags(of: group)
    } catch {
      if error.code == "TargetGroupNotFound" { return nil }
      throw .service(error)
    }
  }

  /// A planned binding's targets as they are now: one call, for the wait for health; nil where the
  /// group is gone.
  package func targets(of plan: BindingPlan) async -> Result<[RegisteredTarget]?, ObserveError> {
    await result { () throws(ObserveError) in
      guard let group = plan.targetGroup else { return nil }
      let client = try access.targetGroupClient(plan.binding, in: plan.place.region)
      return try await targets(of: group, through: client)
    }
  }
}

extension EndpointSource {
  /// The addresses that the source names, or that DNS does for it.
  fileprivate func addresses(in names: [NameSighting]) -> [IPAddress] {
    if case .addresses(let addresses) = self { addresses } else { names.flatMap(\.addresses) }
  }
}
