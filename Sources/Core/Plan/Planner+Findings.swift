extension Binding {
  func accountFindings(at place: Place) -> [Finding] {
    guard let account, account != place.account else { return [] }
    return [
      Finding(
        .accountMismatch,
        "The spec is for account \(account), the credentials are for \(place.account).",
        remedy: "Use credentials of \(account), or `assumeRole` a role there."
      )
    ]
  }

  /// Too few addresses, or too few zones behind them.
  func addressFindings(_ discovery: Discovery) -> [Finding] {
    if discovery.findings.contains(where: { $0.holds == .all }) { return [] }
    var findings: [Finding] = []
    let count = discovery.addresses.count
    if count < targetGroup.minimumTargets {
      findings.append(
        Finding(
          .tooFewAddresses,
          "\(count) of at least \(targetGroup.minimumTargets) addresses found.",
          remedy: "Nothing is removed. Add subnets to the endpoint, or lower "
            + "`targetGroup.minimumTargets`."
        )
      )
    }
    let zones = discovery.addresses.map { $0.availabilityZoneId ?? $0.availabilityZone }
    let known = Set(zones.compactMap(\.self))
    if !zones.isEmpty, !zones.contains(nil), known.count < safeguards.minimumZones {
      findings.append(
        Finding(
          .singleZone,
          "The addresses are in \(known.count) of at least \(safeguards.minimumZones) zones: "
            + "\(known.sorted().joined(separator: ", ")).",
          remedy: "Add a subnet in another zone to the endpoint."
        )
      )
    }
    return findings
  }
}

extension TargetGroupSpec {
  /// What can't be changed in place.
  func mismatches(_ group: TargetGroup) -> [Finding] {
    var differences: [String] = []
    if group.targetType != "ip" {
      differences.append("its target type is \(group.targetType), not ip")
    }
    if let seen = group.protocol, seen != `protocol`.rawValue {
      differences.append("its protocol is \(seen), not \(`protocol`.rawValue)")
    }
    if let wanted = create?.vpcId, let seen = group.vpcId, wanted != seen {
      differences.append("its VPC is \(seen), not \(wanted)")
    }
    if let wanted = create?.family, group.targetType == "ip", wanted != group.family {
      differences.append("it takes \(group.family.words) addresses, not \(wanted.words)")
    }
    guard !differences.isEmpty else { return [] }
    return [
      Finding(
        .targetGroupMismatch,
        "Target group \(group.name) can't be used: \(differences.joined(separator: "; ")).",
        remedy: "AWS can't change that in place. Correct the spec; or name a new group in "
          + "`targetGroup.name`, with `create`, apply, let the listener or rule forward to the new "
          + "group (by hand, for mooring takes no traffic from another group), apply again, and "
          + "delete the old group last."
      )
    ]
  }
}

extension TargetDrift {
  /// Wanted targets that fail their health checks; what helps depends on whether the matcher is
  /// about to be changed anyway.
  func findings(changing settings: [Setting]) -> [Finding] {
    let changesMatcher = settings.contains { $0.key == .matcher }
    return sightings.compactMap { sighting in
      guard sighting.standing == .wanted, let state = sighting.state,
        state == "unhealthy" || state == "unavailable"
      else { return nil }
      return Finding(
        .targetUnhealthy,
        "\(sighting.target) is \(state)" + (sighting.reason.map { " (\($0))." } ?? "."),
        remedy: changesMatcher && sighting.reason == "Target.ResponseCodeMismatch"
          ? "It answers a code that the matcher doesn't accept; the plan changes the matcher."
          : TargetReason.remedy(of: sighting.reason)
      )
    }
  }
}

extension Finding {
  static func targetGroupNotFound(_ spec: TargetGroupSpec, at place: Place) -> Finding {
    Finding(
      .targetGroupNotFound,
      "No target group \(spec.reference) in \(place.region) of account \(place.account).",
      remedy:
        "Check the name and the Region, or give `targetGroup.create` the VPC to make the group "
        + "in."
    )
  }

  static func timeoutTooShort(_ timeout: Int, settling: Int) -> Finding {
    Finding(
      .timeoutTooShort,
      "The changed health check shows its effect only after \(settling) s, but healthyTimeout is "
        + "\(timeout) s.",
      remedy:
        "Removals then wait for a later run, and a change that makes targets unhealthy is not "
        + "written back; set `safeguards.healthyTimeout` to at least \(settling)s to see it through."
    )
  }
}
