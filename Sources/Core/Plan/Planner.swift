extension BindingPlan {
  /// Compares what a binding wants with what was seen.
  ///
  /// 1. Discover the addresses, and every doubt about them.
  /// 2. Look the target group up; without one that can be moored, all is held.
  /// 3. Hold its health check, targets and listener against the spec.
  /// 4. Keep back what a finding or a safeguard holds; registrations only where all is held.
  ///
  /// Pure and total: the same input gives the same plan, whatever the order AWS lists things in.
  ///
  /// - Parameters:
  ///   - binding: What is wanted.
  ///   - region: The Region for a binding that names none.
  ///   - observation: What was seen.
  package init(for binding: Binding, region: String, in observation: Observation) {
    let places = Places(of: binding, caller: observation.caller, region: region)
    let here = observation[places.targetGroup]
    let found = here.targetGroups
      .filter { binding.targetGroup.reference.fits(name: $0.name, arn: $0.arn) }
      .min { $0.arn < $1.arn }
    let wanted = found ?? binding.targetGroup.groupToBe(at: places.targetGroup)
    let discovery = Discovery(
      of: binding.endpoint,
      family: wanted?.family ?? .ipv4,
      at: places,
      in: observation
    )

    self.init(binding: binding, place: places.targetGroup, endpoint: discovery.endpoint)
    self.binding.region = place.region
    apiHosts = here.apiHosts
    findings = discovery.findings + binding.targetGroup.healthCheck.findings
    findings += binding.accountFindings(at: place)
    findings += binding.addressFindings(discovery)

    guard let group = wanted else {
      findings.append(.targetGroupNotFound(binding.targetGroup, at: place))
      finish(Fingerprint(places, observation, discovery))
      return
    }
    targetGroup = found?.arn
    isGroupOnLoadBalancer = !group.loadBalancers.isEmpty
    findings += binding.targetGroup.mismatches(group)

    let ledger =
      binding.targetGroup.ownership == .recorded ? LedgerDrift(of: binding, in: group) : nil
    recorded = ledger?.recorded
    let targets = TargetDrift(
      spec: binding.targetGroup,
      group: group,
      ledger: ledger,
      discovery: discovery,
      occupants: here.networkInterfaces
    )
    self.targets = targets.sightings
    let settings = group.healthCheck.drift(from: binding.targetGroup.healthCheck)
    findings += targets.findings(changing: settings)

    let front = binding.listener.map {
      ListenerDrift(
        spec: $0,
        of: binding.name,
        group: group,
        discovery: discovery,
        at: place,
        in: observation
      )
    }
    findings += front?.findings ?? []
    findings += networkFindings(front, discovery, group, targets, at: places, in: observation)
    listener = front?.listener
    rule = front?.rule
    certificate = front?.certificate?.arn
    imported = front?.certificate?.imported
    let placement = Placement(of: group, discovery, before: front?.loadBalancer, in: here)
    zones = placement.zones(of: discovery.addresses)
    unservedAddresses = front?.unserved.map(\.address) ?? []

    let claims = ledger?.claims(targets.sightings) ?? []
    if let ledger { findings += ledger.findings(targets.sightings) }
    if found == nil {
      create(group, claiming: claims, in: ledger)
    } else if let ledger {
      add(claims, to: ledger, of: group)
    }
    add(settings, to: group)
    if !targets.missing.isEmpty {
      changes.append(
        PlannedChange(
          .registerTargets(targets.missing, zones: zones).narrowed(to: targets.missing),
          because: missingReason(targets.missing)
        )
      )
    }
    changes += front?.changes ?? []
    holdChanges()
    plan(
      removals: Removals(
        targets,
        of: binding,
        recorded: recorded,
        group: group,
        front: changes
      )
    )
    if let ledger { add(releasesFrom: ledger) }
    finish(
      Fingerprint(places, observation, discovery, group: found, ledger: ledger, front: front)
    )
  }

  /// Plans to make the group, with the claims in its first tags.
  private mutating func create(
    _ group: TargetGroup,
    claiming claims: [Target],
    in ledger: LedgerDrift?
  ) {
    guard let create = binding.targetGroup.create else { return }
    let others = GroupTags(others: create.tags.count)
    let update = ledger?.update(of: others, claiming: claims)
    if let finding = update?.finding { findings.append(finding) }
    let new = NewTargetGroup(
      name: group.name,
      vpcId: create.vpcId,
      protocol: binding.targetGroup.protocol,
      port: binding.targetGroup.port,
      family: group.family,
      healthCheck: group.healthCheck,
      tags: create.tags.merging(update?.tags ?? [:]) { own, _ in own }
    )
    changes.append(
      PlannedChange(
        .createTargetGroup(new),
        because: "There is no target group \(group.name) in \(place.region) of account "
          + "\(place.account), and the spec says to make it."
      )
    )
  }

  private mutating func add(_ claims: [Target], to ledger: LedgerDrift, of group: TargetGroup) {
    guard !claims.isEmpty else { return }
    changes.append(PlannedChange(.claimTargets(claims), because: Self.claimReason))
    if let finding = ledger.finding(claiming: claims, in: group.tags) { findings.append(finding) }
  }

  /// Under a hold of everything nothing is known of what is wanted, so that nothing is due.
  private mutating func add(releasesFrom ledger: LedgerDrift) {
    let releases = ledger.releases(targets, removing: removals)
    guard !releases.isEmpty, !findings.contains(where: { $0.holds == .all }) else { return }
    changes.append(PlannedChange(.releaseTargets(releases), because: Self.releaseReason))
  }

  private static let claimReason =
    "A tag on the group names what mooring may remove later; it is written before anything is "
    + "registered."

  private static let releaseReason =
    "What is gone from the group is no longer mooring's to remove, whoever registers it again."

  private mutating func add(_ settings: [Setting], to group: TargetGroup) {
    guard !settings.isEmpty else { return }
    changes.append(
      PlannedChange(.modifyTargetGroup(settings), because: settings.healthCheckReason)
    )
    let settling = group.healthCheck.applying(settings).settlingSeconds
    let timeout = binding.safeguards.healthyTimeout
    if settings.mayHurtHealth, timeout < settling {
      findings.append(.timeoutTooShort(timeout, settling: settling))
    }
  }

  private func missingReason(_ missing: [Target]) -> String {
    let which = missing.count == 1 ? "this address" : "these addresses"
    let rest = "\(which), which \(binding.targetGroup.reference) doesn't hold."
    let outside = missing.filter { zones[$0.address] != nil }
    let named = Set(outside.compactMap { zones[$0.address] }).sorted().joined(separator: ", ")
    let placed =
      outside.isEmpty
      ? "" : " Outside the group's VPC AWS wants an Availability Zone named: \(named)."
    if let id = endpoint?.vpcEndpointId { return "\(id) answers at \(rest)\(placed)" }
    if case .hostname(let name) = binding.endpoint.source {
      return "\(name) resolves to \(rest)\(placed)"
    }
    return "The spec names \(rest)\(placed)"
  }

  /// Moves the changes that findings hold from the plan to the held ones.
  private mutating func holdChanges() {
    let all = findings.first { $0.holds == .all }
    let listener = all ?? findings.first { $0.holds == .listener }
    var free: [PlannedChange] = []
    for planned in changes {
      if let finding = planned.change.action.isOnListener ? listener : all {
        held.append(
          HeldChange(planned.change, code: .finding(finding.code), because: finding.message)
        )
      } else {
        free.append(planned)
      }
    }
    changes = free
  }

  private mutating func plan(removals: Removals) {
    let decided = removals.decided(under: findings)
    changes += decided.changes
    held += decided.held
    findings += decided.findings
  }

  private mutating func finish(_ fingerprint: Fingerprint) {
    findings = findings.inOrder
    fingerprintLines = fingerprint.lines
  }
}

extension [Finding] {
  /// The worst first, then by code and message; each once.
  var inOrder: [Finding] {
    Set(self).sorted {
      ($1.severity, $0.code.rawValue, $0.message, $0.remedy)
        < ($0.severity, $1.code.rawValue, $1.message, $1.remedy)
    }
  }
}

extension [Setting] {
  fileprivate var healthCheckReason: String {
    guard count == 1, let only = first, only.key == .matcher else {
      return "The health check differs from the spec."
    }
    let now = only.from.map { "only \($0) counts" } ?? "no code counts"
    return "Now \(now) as healthy; the spec asks for \(only.to)."
  }
}
