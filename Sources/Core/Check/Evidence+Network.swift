extension Evidence {
  /// The guide has the load balancer stand where the environment does.
  ///
  /// Elsewhere it works too, so that a difference is no failure; it is a warning until healthy targets
  /// show that the way is open.
  func networkJudgement(of code: RequirementCode) -> Judgement {
    if let frontIsMissing { return frontIsMissing }
    guard let loadBalancer else { return .noListener }
    switch code {
    case .zonesEnabled: return zonesEnabledJudgement(loadBalancer)
    case .reachability: return reachabilityJudgement
    default: break
    }
    guard let environment else {
      return isMWAA ? .notLookedAt("the environment was not found") : .noEnvironment
    }
    switch code {
    case .sameVPC:
      guard let vpc = endpoint?.vpcId else { return .notLookedAt("no endpoint was found") }
      return compared(
        loadBalancer.vpcId == vpc,
        "Load balancer and endpoint are in \(vpc).",
        "The load balancer is in \(loadBalancer.vpcId), the environment's endpoint in \(vpc).",
        needed: "The two VPCs have to be routed to each other, by peering or a transit gateway."
      )
    case .sameSecurityGroup:
      let shared = Set(loadBalancer.securityGroupIds).intersection(environment.securityGroupIds)
      return compared(
        !shared.isEmpty,
        "Both have \(Self.list(shared.sorted())).",
        "The load balancer has \(Self.list(loadBalancer.securityGroupIds.sorted())), the "
          + "environment \(Self.list(environment.securityGroupIds.sorted())).",
        needed: "The endpoint's group has to admit the load balancer's on port "
          + "\(spec.targetGroup.port), and the load balancer's has to let it out."
      )
    default:
      let subnets = Set(loadBalancer.zones.map(\.subnetId))
      guard subnets != [""], !environment.subnetIds.isEmpty else {
        return .notLookedAt("AWS shows no subnets")
      }
      return compared(
        subnets.isSubset(of: environment.subnetIds),
        "The load balancer is in the environment's: \(Self.list(subnets.sorted())).",
        "The load balancer is in \(Self.list(subnets.sorted())), the environment in "
          + "\(Self.list(environment.subnetIds.sorted())).",
        needed: "Its subnets have to be routed to the endpoint's, and their network ACLs to let "
          + "port \(spec.targetGroup.port) and the answers through."
      )
    }
  }

  /// Security groups in both directions; healthy targets prove more than any rule.
  private var reachabilityJudgement: Judgement {
    if isReached { return .pass("The health checks reach every target.") }
    guard
      let reach = Reachability(of: spec, region: plan.place.region, in: observation)
    else { return .notLookedAt("the load balancer isn't an application load balancer") }
    // What surely stands in the way is a finding of the plan already.
    let isFound = plan.findings.contains { $0.code == .securityGroupBlocks }
    let answers = reach.answers.filter { $0.subject == .egress || $0.subject == .ingress }
    let shut = isFound ? [] : answers.filter { $0.verdict == .blocked || $0.verdict == .partly }
    if !shut.isEmpty {
      return Judgement(.warn, shut.map { Remark($0.words, remedy: $0.remedy) })
    }
    if let unknown = answers.first(where: { $0.verdict == .unknown }) {
      let words = unknown.words.trimmingPrefix("Not known: ")
      return .notLookedAt(String(words.hasSuffix(".") ? words.dropLast() : words))
    }
    return isFound
      ? .notLookedAt("the plan has a finding")
      : Judgement(.pass, answers.map { Remark($0.words) })
  }

  private func compared(
    _ isSame: Bool,
    _ same: String,
    _ different: String,
    needed: String
  ) -> Judgement {
    if isSame { return .pass(same) }
    if isReached { return .pass("\(different) All targets are healthy, so the way is open.") }
    return .warn(different, remedy: needed)
  }

  private func zonesEnabledJudgement(_ loadBalancer: LoadBalancer) -> Judgement {
    guard !addresses.isEmpty else { return .notLookedAt("no address was found") }
    // Without a group there is no plan of what stands before it.
    guard group != nil || spec.targetGroup.create != nil else { return .noTargetGroup }
    guard addresses.allSatisfy({ $0.availabilityZone != nil || $0.availabilityZoneId != nil })
    else { return .notLookedAt("the source doesn't say which zones the addresses are in") }
    return .pass("It serves \(Self.list(loadBalancer.zones.map(\.name).sorted())).")
  }
}
