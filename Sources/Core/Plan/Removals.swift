/// The targets that have to go, and what keeps each from going.
///
/// | target | in spite of | held by |
/// | --- | --- | --- |
/// | stale | nothing | every finding and safeguard on removals |
/// | stranger | an unsettled environment | doubt about the addresses, limits, ownership |
/// | foreign | | never planned: it isn't ours |
///
/// Under `recorded` only what the ledger names is stale or a stranger to remove; a stranger that it
/// doesn't name, where it names nothing yet, is held.
///
/// What only waits for its replacements' health is planned, not held: the wait is the apply's.
struct Removals {
  var stale: [Target]
  var strangers: [Target: NetworkInterface]
  let sightings: [Target: TargetSighting]
  let binding: Binding

  /// What the binding's ledger names; nil where it keeps none.
  let recorded: Set<Target>?

  /// Whether the group stands, or will stand after the planned changes, on a load balancer.
  let isGroupUsed: Bool

  init(
    _ drift: TargetDrift,
    of binding: Binding,
    recorded: Set<Target>?,
    group: TargetGroup,
    front: [PlannedChange]
  ) {
    stale = drift.stale
    strangers = drift.strangers
    sightings = Dictionary(uniqueKeysWithValues: drift.sightings.map { ($0.target, $0) })
    self.binding = binding
    self.recorded = recorded
    isGroupUsed =
      !group.loadBalancers.isEmpty || front.contains(where: \.change.bringsIntoUse)
  }

  struct Decided {
    var changes: [PlannedChange] = []
    var held: [HeldChange] = []
    var findings: [Finding] = []
  }

  func decided(under findings: [Finding]) -> Decided {
    var decided = Decided()
    var removable: [Target] = []
    func hold(_ targets: [Target], _ code: HoldCode, _ reason: String) {
      guard !targets.isEmpty else { return }
      decided.held.append(
        HeldChange(.deregisterTargets(targets.sorted()), code: code, because: reason)
      )
    }
    let ownership = binding.targetGroup.ownership
    let doubts = findings.filter { $0.holds == .all } + findings.filter { $0.holds == .removals }

    if ownership == .addOnly {
      decided.findings += stale.map(Self.kept)
    } else if let doubt = doubts.first {
      hold(stale, .finding(doubt.code), doubt.message)
    } else {
      let witnessed = stale.filter(isWitnessedGone)
      let doubtful = stale.filter { !isWitnessedGone($0) }
      hold(doubtful, .safeguard(.dnsOnlyWitness), Self.onlyWitness)
      removable += witnessed
    }

    let known = strangers.keys.sorted()
    let ours = known.filter { recorded?.contains($0) ?? true }
    let strangerDoubt = doubts.first {
      $0.code != .environmentUnsettled || binding.safeguards.reassigned == .wait
    }
    switch (ownership, strangerDoubt) {
    // Nothing is due where nothing is ever removed: the finding below says it.
    case (.addOnly, _): break
    case (.exclusive, let doubt?), (.recorded, let doubt?):
      hold(ours, .finding(doubt.code), doubt.message)
    case (.exclusive, nil), (.recorded, nil): removable += ours
    }
    if let recorded {
      hold(known.filter { !recorded.contains($0) }, .safeguard(.notOwned), Self.notOwned)
    }

    limit(&removable, hold)
    if !removable.isEmpty {
      decided.changes.append(
        PlannedChange(.deregisterTargets(removable.sorted()), because: reason(for: removable))
      )
    }
    decided.findings += known.map { stranger in
      reassigned(stranger, isRemoved: removable.contains(stranger))
    }
    return decided
  }

  /// Applies the safeguards that look at all removals together.
  private func limit(
    _ removable: inout [Target],
    _ hold: ([Target], HoldCode, String) -> Void
  ) {
    if let limit = binding.safeguards.maximumDeregistrations, removable.count > limit {
      hold(
        removable,
        .safeguard(.tooManyRemovals),
        "\(removable.count) removals are more than `maximumDeregistrations` allows (\(limit)); "
          + "raise it if this is right."
      )
      removable = []
    } else if !isGroupUsed {
      hold(removable, .safeguard(.targetGroupUnused), BindingPlan.groupUnused)
      removable = []
    }
  }

  /// Whether more than DNS's silence says that a target is gone.
  ///
  /// Where DNS is the only witness, a target goes only when its health checks fail as well.
  private func isWitnessedGone(_ target: Target) -> Bool {
    guard case .hostname = binding.endpoint.source else { return true }
    return sightings[target]?.state == "unhealthy"
  }

  private func reason(for removed: [Target]) -> String {
    let wanted = Set(sightings.values.filter { $0.standing == .wanted }.map(\.target.address))
    let stale = removed.filter { strangers[$0] == nil }
    let misplaced = stale.count { wanted.contains($0.address) }
    let gone = stale.count - misplaced
    let taken = removed.count - stale.count
    var phrases: [String] = []
    if gone > 0 {
      phrases.append(
        gone == 1 ? "one address is not the endpoint's" : "\(gone) addresses are not the endpoint's"
      )
    }
    if misplaced > 0 {
      phrases.append(
        misplaced == 1
          ? "one target is on another port than the spec's"
          : "\(misplaced) targets are on other ports than the spec's"
      )
    }
    var sentences: [String] = []
    if let first = phrases.first?.first {
      let what = first.uppercased() + phrases.joined(separator: " and ").dropFirst()
      sentences.append(what + wait(for: stale.count) + ".")
    }
    if taken > 0 {
      sentences.append(
        taken == 1
          ? "One address belongs to another network interface now."
          : "\(taken) addresses belong to other network interfaces now."
      )
    }
    return sentences.joined(separator: " ")
  }

  /// What the removal waits for, as the tail of a sentence; empty where it needn't wait.
  private func wait(for count: Int) -> String {
    let wanted = sightings.values.filter { $0.standing == .wanted && !$0.isUnused }
    let healthy = wanted.count(where: \.isHealthy)
    let serving = sightings.values.count { sighting in
      sighting.isHealthy
        && (sighting.standing != .stranger || binding.safeguards.reassigned == .wait)
    }
    let required = binding.safeguards.required(
      among: wanted.count,
      servingBefore: serving
    )
    guard healthy < required else { return "" }
    return "; \(count == 1 ? "it goes" : "they go") once \(required) wanted "
      + (required == 1 ? "target is healthy" : "targets are healthy")
  }

  private func reassigned(_ target: Target, isRemoved: Bool) -> Finding {
    let interface = strangers[target]
    let what = interface.map { $0.description.isEmpty ? $0.id : "\($0.id) (\($0.description))" }
    return Finding(
      .targetReassigned,
      severity: isRemoved ? .warning : .error,
      "\(target) now belongs to network interface \(what ?? "of another"), not to the endpoint: "
        + "clients may reach a stranger.",
      remedy: isRemoved ? "" : "Deregister it by hand, or see what holds its removal."
    )
  }

  private static func kept(_ target: Target) -> Finding {
    Finding(
      .staleTargetKept,
      "\(target) isn't the endpoint's, and stays: the spec says `ownership: add-only`.",
      remedy: ""
    )
  }

  private static let notOwned =
    "The spec says `ownership: recorded`, and the group's tags don't name it as mooring's: whoever "
    + "registered it has to remove it."

  private static let onlyWitness =
    "DNS is the only witness that it is gone, and it doesn't fail its health checks."
}

extension BindingPlan {
  /// Why nothing is removed from a group that no load balancer sends anything.
  static let groupUnused =
    "The group is on no load balancer, so no replacement can become healthy; put it on a listener "
    + "first."
}
