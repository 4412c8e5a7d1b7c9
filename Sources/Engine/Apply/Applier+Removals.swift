import AWS
import Core

extension Applier {
  /// Does what the run's ``RemovalRun`` says, step by step, each from a fresh observation.
  ///
  /// No call is repeated but by a fresh decision.
  ///
  /// - Returns: The plan of the last observation, if nothing was written after it.
  func makeRemovals(
    _ removal: PlannedChange?,
    _ run: inout ApplyRun,
    _ writer: Writer
  ) async throws(ObserveError) -> BindingPlan? {
    let clock = writer.client.clock
    let health = run.beginWait(at: clock.seconds())
    if run.hasFailed(on: [.claimTargets, .modifyTargetGroup, .registerTargets]) {
      run.skipRemovals(removal)
    }
    if run.isGroupGone { return nil }
    var pause = Pause()
    // What was just registered isn't healthy yet: before it is there may be nothing to decide.
    if case .wait(let required)? = run.removals.firstWait(from: run.start, at: clock.seconds()) {
      await look(until: health, required: required, pausing: &pause, from: run.start, run, clock)
    }
    // For the look that decides when time is up: a health check may have to be put back.
    var lastTries = Self.patience[...]
    var calls = RemovalCalls(removing: removal?.change.targets.count ?? 0)
    while true {
      let now = clock.seconds()
      let plan: BindingPlan
      do throws(ObserveError) {
        plan = try await fresh(&run)
      } catch {
        // One failed look is no reason to give up while there is time, nor at once when it is up;
        // when the run is interrupted it is the result.
        if !Task.isCancelled, clock.seconds() < health.deadline {
          await pause.pass(on: clock, until: health.deadline)
          continue
        }
        if !Task.isCancelled, let seconds = lastTries.popFirst() {
          await clock.sleep(milliseconds: 1000 * seconds)
          continue
        }
        if let unheard = calls.unheard { end(unheard, &run) }
        throw error
      }
      // AWS may show the group that it has just made late.
      if plan.targetGroup == nil, run.made[.createTargetGroup] != nil,
        clock.seconds() < health.deadline, !Task.isCancelled
      {
        await pause.pass(on: clock, until: health.deadline)
        continue
      }
      switch calls.note(plan) {
      case .lookAgain(let seconds):
        await clock.sleep(milliseconds: 1000 * seconds)
        continue
      case .decide(let lost):
        if let lost { end(lost, &run) }
      }
      switch run.removals.step(from: plan, at: now) {
      case .write(let planned):
        guard calls.mayMake(planned.change) else {
          let error = calls.lostError ?? Self.withoutEffect
          end(Outcome(planned.change, .failed, reason: planned.reason, error: error), &run)
          run.endWait([], in: plan, at: now)
          return plan
        }
        await write(planned, &run, &calls, writer)
        if run.hasFailed(on: [.deregisterTargets]) { return nil }
      case .wait(let required):
        await look(until: health, required: required, pausing: &pause, from: plan, run, clock)
      case .end(let held):
        run.endWait(held, in: plan, at: now)
        return plan
      }
    }
  }

  /// Puts a changed health check back that only the last look shows to hurt.
  ///
  /// - Returns: Whether anything was written.
  func putBack(
    whatHurtsIn plan: BindingPlan,
    _ run: inout ApplyRun,
    _ writer: Writer
  ) async -> Bool {
    guard !Task.isCancelled, let back = run.removals.watch.writeBack(in: plan) else { return false }
    end(await make(back.change, because: back.reason, &run, writer).outcome, &run)
    return true
  }

  /// Makes the first call of a change; of a lost one the next observation tells what became of it.
  private func write(
    _ planned: PlannedChange,
    _ run: inout ApplyRun,
    _ calls: inout RemovalCalls,
    _ writer: Writer
  ) async {
    guard let change = planned.change.calls().first else { return }
    listener(run.name, .writing(change))
    let reply = await writer.make(change, with: run.made)
    let outcome = Outcome(
      change,
      reply,
      at: writer.client.clock.seconds(),
      because: planned.reason
    )
    calls.note(outcome, isLost: reply.isLost)
    if !reply.isLost { end(outcome, &run) }
  }

  private static let withoutEffect =
    "AWS answered that it was done, but it does not show. Look at the target group before running "
    + "again."

  /// Looks at the targets' health alone until a fresh decision is worth its calls, or time is up.
  ///
  /// It pauses at least once, so that a decision that differs from what is seen here is not asked
  /// for again and again.
  private func look(
    until health: AwaitedHealth,
    required: Int?,
    pausing pause: inout Pause,
    from plan: BindingPlan,
    _ run: ApplyRun,
    _ clock: any WallClock
  ) async {
    let wanted = run.start.targets(standing: .wanted)
    var seen = plan.registeredTargets
    while !Task.isCancelled {
      let healthy = Set(seen.filter(\.isHealthy).map(\.target))
      listener(
        run.name,
        .waiting(
          healthy: health.targets.intersection(healthy).count,
          of: health.targets.count,
          secondsLeft: max(0, health.deadline - clock.seconds())
        )
      )
      await pause.pass(on: clock, until: health.deadline)
      // What can't be read, perhaps because the group is gone, is for an observation to find out.
      guard let read = try? await observer.targets(of: plan).get() else { return }
      seen = read
      let now = clock.seconds()
      let hasFallen = run.removals.watch.fall(among: seen, wanting: wanted) != nil
      let isEnough =
        required.map { required in
          now >= health.settled
            && seen.count { wanted.contains($0.target) && $0.isHealthy } >= required
        } ?? health.isServed(by: seen, at: now)
      if now >= health.deadline || hasFallen || isEnough { return }
    }
  }
}

/// Seconds between two looks at health: doubling up to a health check's usual pace.
private struct Pause {
  private var seconds = 2

  mutating func pass(on clock: any WallClock, until deadline: Int) async {
    let left = max(0, deadline - clock.seconds())
    await clock.sleep(milliseconds: 1000 * min(seconds, left))
    seconds = min(seconds * 2, 15)
  }
}
