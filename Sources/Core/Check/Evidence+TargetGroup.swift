extension Evidence {
  func targetGroupJudgement(of code: RequirementCode) -> Judgement {
    guard let group else { return .noTargetGroup }
    switch code {
    case .targetGroup: return .pass(group.name)
    case .targetGroupKind:
      let vpc = group.vpcId.map { ", in \($0)" } ?? ""
      return .pass("Type \(group.targetType), \(group.protocol ?? "no protocol")\(vpc)")
    case .statusCodes: return statusCodeJudgement(group)
    case .healthCheck: return healthCheckJudgement(group.healthCheck)
    default: return .pass("It names what mooring may remove.")
    }
  }

  /// AWS's guide asks for 200 and 302, for the web server sends everybody to its login page.
  private func statusCodeJudgement(_ group: TargetGroup) -> Judgement {
    let wanted = spec.targetGroup.healthCheck.matcher
    guard isMWAA else { return .pass("\(wanted)") }
    guard let guide = Matcher("200,302"), !wanted.contains(guide) else {
      return .pass("\(wanted): 200 and 302 are healthy, as AWS's guide asks.")
    }
    if isReached {
      return .pass("\(wanted), which all targets answer; AWS's guide asks for 200,302.")
    }
    return .warn(
      "The spec's matcher \(wanted) leaves out 200 or 302, which AWS's guide asks for.",
      remedy: "The web server redirects (302) to its login page: set `healthCheck.matcher` to "
        + "\"200,302\", or `healthCheck.path` to one that answers the codes you name."
    )
  }

  private func healthCheckJudgement(_ check: HealthCheck) -> Judgement {
    guard check.enabled else {
      return .fail(
        "Health checks are switched off for the group.",
        remedy: "Turn them on: without them nothing is known of the targets."
      )
    }
    let path = check.path.map { " of \($0)" } ?? ""
    let interval = check.intervalSeconds.map { " every \($0) s" } ?? ""
    return .pass("\(check.protocol ?? "A check")\(path) on \(check.port ?? "its port")\(interval).")
  }

  func targetJudgement(of code: RequirementCode) -> Judgement {
    if addresses.isEmpty, code != .noStaleTargets { return .notLookedAt("no address was found") }
    switch code {
    case .addressCount:
      return .pass("\(addressList); at least \(spec.targetGroup.minimumTargets) are wanted.")
    case .zones: return zoneJudgement
    default: break
    }
    guard group != nil else { return .noTargetGroup }
    switch code {
    case .registered: return .pass(Self.list(registered.map(\.target.description)))
    case .healthy: return healthJudgement
    case .noStaleTargets:
      let foreign = plan.targets.filter { $0.standing == .foreign && $0.isRegistered }
      return .pass(
        foreign.isEmpty
          ? "Nothing else is registered."
          : "The rest is not mooring's: \(Self.list(foreign.map(\.target.description)))."
      )
    default:
      return addresses.contains { $0.networkInterfaceId == nil }
        ? .notLookedAt("only an endpoint's interfaces tell whose an address is")
        : .pass("No registered address belongs to somebody else's network interface.")
    }
  }

  private var zoneJudgement: Judgement {
    let zones = addresses.map { $0.availabilityZone ?? $0.availabilityZoneId }
    guard !zones.contains(nil) else {
      return .notLookedAt("the source doesn't say which zones the addresses are in")
    }
    return .pass(Self.list(Set(zones.compactMap(\.self)).sorted()))
  }

  /// The wanted targets that are neither healthy nor found unhealthy by the plan.
  private var healthJudgement: Judgement {
    guard !registered.isEmpty else { return .notLookedAt("no wanted target is registered") }
    let waiting = registered.filter { !$0.isHealthy }
    guard !waiting.isEmpty else {
      return .pass("All \(registered.count) pass their health checks.")
    }
    let others = waiting.filter { $0.state != "unhealthy" && $0.state != "unavailable" }
    return Judgement(
      others.contains(where: \.isUnused) ? .fail : .warn,
      others.map { Remark($0.healthText, remedy: TargetReason.remedy(of: $0.reason)) }
    )
  }
}

extension Judgement {
  static var noTargetGroup: Judgement { .notLookedAt("there is no target group") }
}
