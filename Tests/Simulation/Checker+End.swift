import Core

// What is checked when a run is over, and when all is calm.
extension Checker {
  /// Holds a report against the world.
  mutating func reported(_ report: BindingReport, _ truth: Truth) {
    guard !run.isDisturbed, var known = run.latest else { return }
    checkWriteBack(report, known, truth)
    guard report.status == .converged else { return }
    known[.targets] = truth
    for left in leftover(known, truth) {
      violated("it says converged, and \(left)", by: run.name)
    }
  }

  /// After calm runs that wrote nothing any more, only what health or a hold keeps is left.
  mutating func rested(_ truth: Truth) {
    guard var known = run.latest, known.holdOfAll == nil else { return }
    guard truth.group != nil else {
      if binding.targetGroup.create != nil {
        violated("after calm runs there is no group", by: run.name)
      }
      return
    }
    known[.targets] = truth
    known[.group] = truth
    // A full group has no room, and a check that hurts is written back: both are reported, and stay.
    // Where there is no room for a ledger nothing is registered.
    let isLedgerFull = binding.targetGroup.ownership == .recorded && truth.group?.tags.others == 50
    guard !run.hasNoRoom, !isLedgerFull else { return }
    for left in leftover(known, truth) where !left.hasPrefix("the health check") || !isHurt(truth) {
      violated("after calm runs \(left)", by: run.name)
    }
    for left in removable(known) {
      violated("after calm runs \(left) is not removed", by: run.name)
    }
  }

  /// Rule 4: what is seen to have made targets ill is put back, and never called a success.
  private mutating func checkWriteBack(
    _ report: BindingReport,
    _ known: Knowledge,
    _ truth: Truth
  ) {
    guard let former = run.formerCheck, !run.isEnded, let start = run.start,
      let seen = known[.targets]
    else { return }
    // One that left, or that nothing checks any more, was not made ill by the settings.
    let checked = known.wanted.filter { ["healthy", "unhealthy"].contains(seen.states[$0] ?? "") }
    let before = checked.intersection(start[.targets]?.healthy ?? []).count
    let healthy = checked.intersection(seen.healthy).count
    guard healthy < before else { return }
    let fell = "\(healthy) of \(before) healthy targets are left"
    if report.status == .converged { violated("it says converged, and \(fell)", by: run.name) }
    // The write may have come after the last answer that showed the group.
    let isBack = truth.group?.healthCheck == former
    if let check = known[.group]?.group?.healthCheck, check != former, !isBack {
      violated("\(fell), and the former health check is not back", by: run.name)
    }
  }

  private func isHurt(_ truth: Truth) -> Bool {
    truth.states.values.contains { $0 != "healthy" }
  }

  /// What is left to do besides removals.
  private func leftover(_ known: Knowledge, _ truth: Truth) -> [String] {
    var left: [String] = []
    let missing = known.wanted.subtracting(truth.registered)
    if !missing.isEmpty { left.append("\(missing.sorted()) is not registered") }
    let spec = binding.targetGroup.healthCheck
    let check = truth.group?.healthCheck
    let differs =
      (200...499).contains {
        spec.matcher.contains($0) != (check?.matcher?.contains($0) ?? false)
      }
      || spec.path.map { $0 != check?.path } ?? false
      || spec.unhealthyThreshold.map { $0 != check?.unhealthyThreshold } ?? false
      || spec.intervalSeconds.map { $0 != check?.intervalSeconds } ?? false
    if differs { left.append("the health check is not the spec's") }
    if binding.targetGroup.ownership == .recorded {
      let ledger = truth.ledger(of: binding)
      let unclaimed = known.wanted.subtracting(ledger)
      if !unclaimed.isEmpty { left.append("\(unclaimed.sorted()) is not claimed") }
      let unreleased = ledger.subtracting(known.wanted).subtracting(truth.registered)
      if !unreleased.isEmpty { left.append("\(unreleased.sorted()) is not released") }
    }
    return left + frontLeft(truth)
  }

  /// The targets that nothing protects, and that are still there.
  private func removable(_ known: Knowledge) -> Set<Target> {
    guard binding.targetGroup.ownership != .addOnly, let targets = known[.targets],
      !(targets.group?.loadBalancers.isEmpty ?? true), known.holdOfRemovals == nil
    else { return [] }
    let strangers = known.freeStrangers
    let ours =
      binding.targetGroup.ownership == .recorded ? known.ledger : targets.registered
    var stale = ours.intersection(targets.registered).subtracting(known.wanted)
      .subtracting(strangers)
    if case .hostname = binding.endpoint.source {
      stale = stale.filter { targets.states[$0] == "unhealthy" }
    }
    if known.holdOfStale != nil { stale = [] }
    let healthy = known.wanted.intersection(targets.healthy).count
    let used = known.wanted.filter { targets.states[$0] != "unused" }.count
    let due = strangers.intersection(ours).union(stale)
    if let limit = binding.safeguards.maximumDeregistrations, due.count > limit { return [] }
    let mayGo = healthy >= max(1, min(binding.safeguards.minimumHealthy, used))
    return mayGo ? due : strangers.intersection(ours)
  }
}
