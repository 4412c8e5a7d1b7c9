import AWS
import Core

extension Applier {
  /// Takes out of the ledger what a fresh observation shows gone from the group.
  ///
  /// - Parameters:
  ///   - approved: What was reviewed.
  ///   - seen: The plan of the last observation, if nothing was written after it.
  ///   - run: Takes down what becomes of it.
  ///   - writer: Makes the calls.
  /// - Returns: As `seen`.
  /// - Throws: Where AWS can't be observed.
  func makeReleases(
    _ approved: [PlannedChange],
    _ seen: BindingPlan?,
    _ run: inout ApplyRun,
    _ writer: Writer
  ) async throws(ObserveError) -> BindingPlan? {
    guard let planned = approved.first(where: { $0.change.action == .releaseTargets }) else {
      return seen
    }
    guard !Task.isCancelled else {
      run.skip(planned.change, because: planned.reason)
      return seen
    }
    let plan: BindingPlan
    if let seen { plan = seen } else { plan = try await fresh(&run) }
    guard !run.isGroupGone else {
      run.skip(planned.change, because: planned.reason)
      return plan
    }
    let due = Set(plan.releasedNow)
    let gone = planned.change.targets.filter(due.contains)
    run.keepClaims(of: planned.change.targets.filter { !due.contains($0) }, planned.reason)
    guard !gone.isEmpty else { return plan }
    let change = Change.releaseTargets(gone)
    listener(run.name, .writing(change))
    let reply = await writer.make(change, with: run.made)
    end(Outcome(change, reply, at: writer.client.clock.seconds(), because: planned.reason), &run)
    return nil
  }
}

extension BindingPlan {
  /// The entries that can go out of the ledger now: those that wait for no removal.
  fileprivate var releasedNow: [Target] {
    let removed = Set(removals)
    return changes.filter { $0.change.action == .releaseTargets }.flatMap(\.change.targets)
      .filter { !removed.contains($0) }
  }
}

extension ApplyRun {
  /// What of a registration may be made: all but the targets whose claim was not made, or is lost.
  ///
  /// Those are taken down as skipped. Nil where nothing is left.
  mutating func claimed(_ change: Change, because reason: String) -> Change? {
    guard change.action == .registerTargets else { return change }
    guard let recorded else { return change }
    let kept = change.targets.filter { !recorded.contains($0) }
    guard !kept.isEmpty else { return change }
    let why = "The group's tags don't name it as claimed, so it is not registered."
    add(Outcome(.registerTargets(kept), .skipped, reason: reason, error: why))
    let rest = change.targets.filter(recorded.contains)
    return rest.isEmpty ? nil : change.narrowed(to: rest)
  }

  /// Takes down the claims that stay because their targets do: held as the removals are, or skipped.
  mutating func keepClaims(of targets: [Target], _ reason: String) {
    var rest = targets
    for outcome in outcomes
    where outcome.result == .held && outcome.change.action == .deregisterTargets {
      let held = rest.filter(outcome.change.targets.contains)
      guard !held.isEmpty else { continue }
      rest.removeAll(where: held.contains)
      add(
        Outcome(
          .releaseTargets(held),
          .held,
          reason: reason,
          error: outcome.error,
          code: outcome.code
        )
      )
    }
    guard !rest.isEmpty else { return }
    let why = "It is still in the group, or wanted again, so its claim stays."
    add(Outcome(.releaseTargets(rest), .skipped, reason: reason, error: why))
  }
}
