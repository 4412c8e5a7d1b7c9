import AWS
import Core

extension Applier {
  /// Seconds between two looks at health: doubling up to a health check's usual pace.
  private static let firstPause = 2
  private static let longestPause = 15

  /// Removes what may go, and waits for health where something was changed that needs it.
  ///
  /// It decides before it waits as well: a stranger is not kept for the sake of others' health. No
  /// call is repeated but by a fresh decision.
  ///
  /// - Returns: The plan of the last observation, if nothing was written after it.
  func makeRemovals(
    _ approved: [PlannedChange],
    _ run: inout ApplyRun,
    _ writer: Writer
  ) async throws(ObserveError) -> BindingPlan? {
    let removal = approved.first(where: \.isRemoval)
    let reason = removal?.reason ?? ""
    let targets = removal?.change.targets ?? []
    if run.hasFailed(on: [.claimTargets, .modifyTargetGroup, .registerTargets]) {
      run.skip(targets, because: reason)
      return nil
    }
    var removals = RemovalRun(of: targets, from: run.start)
    let clock = writer.client.clock
    let begin = clock.seconds()
    let settled = begin + run.settlingSeconds
    let deadline = begin + (run.mustWait ? run.start.binding.safeguards.healthyTimeout : 0)
    var pause = Self.firstPause
    var calls = RemovalCalls(atMost: targets.count / Writer.targetsPerCall + Self.mostAttempts)
    while true {
      let isSettled = clock.seconds() >= settled
      let seen = await result { () throws(ObserveError) in try await fresh(run) }
      if let outcome = calls.outcomeOfLost(by: try? seen.get()) { end(outcome, &run) }
      // One failed look is no reason to give up while there is time; without any, or when the run is
      // interrupted, it is the result.
      if case .failure = seen, !Task.isCancelled, clock.seconds() < deadline {
        await clock.sleep(milliseconds: 1000 * min(pause, deadline - clock.seconds()))
        pause = min(pause * 2, Self.longestPause)
        continue
      }
      let plan = try seen.get()
      removals.note(plan)
      let decision = removals.decision(from: plan, isSettled: isSettled)
      if !decision.now.isEmpty {
        guard calls.mayGoOn else {
          run.fail(decision.now, because: reason, error: calls.lostError ?? Self.withoutEffect)
          return plan
        }
        let change = Change.deregisterTargets(Array(decision.now.prefix(Writer.targetsPerCall)))
        listener(run.name, .writing(change))
        let reply = await writer.make(change)
        let outcome = Outcome(change, reply, at: clock.seconds(), because: reason)
        let isRepeated = calls.note(outcome, isLost: reply.isLost)
        if !reply.isLost { end(outcome, &run) }
        if run.hasFailed(on: [.deregisterTargets]) { return nil }
        if reply.isLost || isRepeated { await clock.sleep(milliseconds: 1000 * Self.firstPause) }
        continue
      }
      let isServed = isSettled && run.isServed(by: plan.registeredTargets)
      if (decision.waiting.isEmpty && (isServed || !run.mustWait)) || clock.seconds() >= deadline {
        run.hold(decision.held + removals.held(decision.waiting, after: decision, in: plan))
        run.noteHealth(of: plan)
        return plan
      }
      let required = decision.waiting.isEmpty ? nil : decision.required
      let wait = HealthWait(deadline: deadline, settled: settled, required: required)
      await look(until: wait, pausing: &pause, from: plan, run, clock)
    }
  }

  private static let withoutEffect =
    "AWS answered that they were deregistered, but they are still registered. Look at the target "
    + "group before running again."

  /// Looks at the targets' health alone until a fresh decision is worth its calls, or time is up.
  ///
  /// It pauses at least once, so that a decision that differs from what is seen here is not asked
  /// for again and again.
  private func look(
    until wait: HealthWait,
    pausing pause: inout Int,
    from plan: BindingPlan,
    _ run: ApplyRun,
    _ clock: any WallClock
  ) async {
    let awaited = run.awaited
    var seen = plan.registeredTargets
    while !Task.isCancelled {
      let left = max(0, wait.deadline - clock.seconds())
      let healthy = seen.filter { awaited.contains($0.target) && $0.isHealthy }.count
      listener(run.name, .waiting(healthy: healthy, of: awaited.count, secondsLeft: left))
      await clock.sleep(milliseconds: 1000 * min(pause, left))
      pause = min(pause * 2, Self.longestPause)
      // An unreadable answer is no news: the observation after the wait has the last word.
      seen = (try? await observer.targets(of: run.start).get()) ?? []
      let now = clock.seconds()
      let isEnough =
        wait.required.map { run.healthy(among: seen) >= $0 } ?? run.isServed(by: seen)
      if now >= wait.deadline || (now >= wait.settled && isEnough) { return }
    }
  }
}

/// How long health is waited for, in seconds since 1970, and for what.
private struct HealthWait {
  var deadline: Int

  /// Before this, a changed health check may not show its effect yet.
  var settled: Int

  /// How many healthy wanted targets a removal needs; nil where no removal waits.
  var required: Int?
}

/// The deregistrations that a run has made so far.
private struct RemovalCalls {
  private let limit: Int
  private var count = 0
  private var targets: Set<Target> = []
  private var lost: Outcome?

  /// Why the latest call that was lost was lost.
  private(set) var lostError: String?

  /// - Parameter limit: Each target is tried a few times at most.
  init(atMost limit: Int) {
    self.limit = limit
  }

  var mayGoOn: Bool { count < limit }

  /// Takes down a call; true where one of its targets was in an earlier call too.
  mutating func note(_ outcome: Outcome, isLost: Bool) -> Bool {
    defer { targets.formUnion(outcome.change.targets) }
    count += 1
    lost = isLost ? outcome : nil
    lostError = isLost ? outcome.error : nil
    return !targets.isDisjoint(with: outcome.change.targets)
  }

  /// What the next observation says of a call whose reply was lost; nil where it was not heard, so
  /// that it is decided about anew.
  mutating func outcomeOfLost(by plan: BindingPlan?) -> Outcome? {
    defer { lost = nil }
    guard var outcome = lost, let plan else { return lost }
    guard plan.shows(outcome.change) else { return nil }
    outcome.result = .applied
    outcome.error = nil
    return outcome
  }
}
