import AWS
package import Core

/// What was seen of the target group, and of the interfaces behind the addresses it holds.
struct TargetGroupSightings: Sendable {
  var group: TargetGroup?
  var occupants: [NetworkInterface] = []
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
    let addresses = targets.map(\.target.address).filter(\.isIPv4).map(\.description)
    let occupants = try await interfaces(
      "addresses.private-ip-address",
      addresses,
      in: group.vpcId,
      through: client
    )
    return TargetGroupSightings(group: group, occupants: occupants)
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
