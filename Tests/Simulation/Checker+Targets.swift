import Core

// "When a target is removed", rule by rule, and that no other is registered than the endpoint's.
extension Checker {
  mutating func checkRegistration(_ write: Write) {
    func violated(_ rule: String) {
      self.violated(rule, by: write.asked.operation, at: write.number)
    }
    guard let targets = Self.targets(write.asked.targets) else {
      return violated("a target is registered without its port")
    }
    if !targets.isSubset(of: run.wanted) {
      violated(
        "what no observation wanted is registered: \(targets.subtracting(run.wanted).sorted())"
      )
    }
    if binding.targetGroup.ownership == .recorded,
      !targets.isSubset(of: run.latest?.ledger ?? [])
    {
      violated("a target is registered that the ledger doesn't name")
    }
    if let approved = run.approved, !targets.isSubset(of: approved.registrations) {
      violated("a registration was not reviewed")
    }
  }

  mutating func checkRemoval(_ write: Write) {
    func violated(_ rule: String) {
      self.violated(rule, by: write.asked.operation, at: write.number)
    }
    guard let removed = Self.targets(write.asked.targets) else {
      return violated("a target is removed without its port")
    }
    guard let known = run.latest, let start = run.start, let targets = known[.targets] else {
      return violated("the targets were not observed before")
    }
    if removed.isEmpty { violated("it names no target") }
    if let approved = run.approved, !removed.isSubset(of: approved.removals) {
      violated("a removal was not reviewed")
    }
    checkFreshness(violated)

    let strangers = known.freeStrangers
    let stale = removed.subtracting(strangers)
    if !removed.isDisjoint(with: run.wanted) { violated("a target that is wanted is removed") }
    if known.wanted.isEmpty { violated("an empty discovery removes targets") }
    let staleHold = stale.isEmpty ? nil : known.holdOfStale
    if let hold = staleHold ?? known.holdOfRemovals {
      violated("targets are removed in spite of \(hold)")
    }
    if known[.group]?.group?.loadBalancers.isEmpty ?? true, !run.hasAskedForListener {
      violated("targets of a group on no load balancer are removed")
    }
    switch binding.targetGroup.ownership {
    case .exclusive: break
    case .addOnly: violated("a target is removed from a group that is only added to")
    case .recorded:
      if !removed.isSubset(of: known.ledger) {
        violated("a target is removed that the ledger doesn't name")
      }
    }
    if case .hostname = binding.endpoint.source,
      removed.contains(where: { targets.states[$0] != "unhealthy" })
    {
      violated("a target is removed that only DNS says is gone")
    }
    if known.wanted.isDisjoint(with: targets.registered), !makesRoom(removed, targets) {
      violated("no wanted target is registered")
    }
    if !stale.isEmpty, !makesRoom(stale, targets) {
      checkHealth(write, known, start, violated)
    }
    let all = run.removed.union(removed)
    if let limit = binding.safeguards.maximumDeregistrations, all.count > limit {
      violated("\(all.count) targets are removed in one run, of \(limit) allowed")
    }
  }

  /// Whether rule 9 lets targets go: the group is full, and these don't serve.
  private func makesRoom(_ removed: Set<Target>, _ targets: Truth) -> Bool {
    run.hasNoRoom && removed.allSatisfy { targets.states[$0] != "healthy" }
  }

  /// Rule 1: enough wanted targets are healthy, and rule 4: surely so.
  private func checkHealth(
    _ write: Write,
    _ known: Knowledge,
    _ start: Knowledge,
    _ violated: (String) -> Void
  ) {
    let states = known[.targets]?.states ?? [:]
    let healthy = known.wanted.filter { target in
      states[target] == "healthy"
        && (write.time >= run.settledAt || !run.unsettled.contains(target))
    }
    let used = known.wanted.filter { states[$0] != "unused" }.count
    let required = max(1, min(binding.safeguards.minimumHealthy, used, start.serving.count))
    if healthy.count < required {
      let when = write.time < run.settledAt ? " for sure so soon after a change of the check" : ""
      violated("\(healthy.count) of \(required) wanted targets are healthy\(when)")
    }
  }

  /// Rule 2: all was read again after the last write, and the endpoint no earlier than with the
  /// health before the latest.
  private func checkFreshness(_ violated: (String) -> Void) {
    var parts: [(Knowledge.Part, String)] = [(.targets, "health")]
    switch binding.endpoint.source {
    case .mwaaEnvironment:
      parts += [
        (.environments, "the environment"), (.endpoints, "the endpoint"),
        (.interfaces, "the endpoint"),
      ]
    case .vpcEndpoint, .service:
      parts += [(.endpoints, "the endpoint"), (.interfaces, "the endpoint")]
    case .hostname, .addresses: break
    }
    if binding.targetGroup.ownership == .recorded { parts.append((.tags, "the ledger")) }
    for (part, what) in parts
    where (run.answered[part] ?? 0) <= max(run.lastWrite, run.healthBefore) {
      violated("\(what) was not read again before it")
    }
  }
}
