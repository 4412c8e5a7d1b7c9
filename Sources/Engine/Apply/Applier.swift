import AWS
package import Core

/// Carries out an approved plan and says what became of it.
///
/// 1. Every change but removals is made in the plan's order; a failed one skips those that need it.
/// 2. Where targets were registered or health checks changed, their health is waited for.
/// 3. Removals are made as ``RemovalRun`` allows, from a fresh observation before each call.
/// 4. What is gone by then is taken out of the ledger, where the binding keeps one.
/// 5. All is observed once more: `converged` means that a fresh plan is empty. A health check that
///    only now shows to hurt is put back.
///
/// It adds no step, changes none, and reorders none; a fresh observation may only hold one back.
package struct Applier: Sendable {
  package var observer: Observer
  package var listener: ProgressListener

  /// - Parameters:
  ///   - observer: Its access must be permitted to write.
  ///   - listener: Is told of each step as it happens.
  package init(observer: Observer, telling listener: @escaping ProgressListener) {
    self.observer = observer
    self.listener = listener
  }

  /// Applies the approved changes of one binding.
  ///
  /// - Parameters:
  ///   - approved: What was reviewed: the plan's own changes, or those of a saved plan.
  ///   - plan: The plan of the latest observation, which may hold an approved change back.
  ///   - observation: What that plan was made from.
  /// - Returns: What became of each change, and how the binding stands after it.
  package func apply(
    _ approved: [PlannedChange],
    from plan: BindingPlan,
    seen observation: Observation
  ) async -> BindingReport {
    var run = ApplyRun(approved, from: plan, seen: observation)
    let isMakingGroup = approved.contains { $0.change.action == .createTargetGroup }
    guard !approved.isEmpty, plan.targetGroup != nil || isMakingGroup else {
      run.hold(plan.held)
      return run.report(unchanged: plan)
    }
    do throws(ObserveError) {
      let client = try observer.access.targetGroupClient(plan.binding, in: plan.place.region)
      let writer = Writer(
        client: client,
        targetGroup: plan.targetGroup,
        binding: run.name,
        registered: approved.filter { $0.change.action == .registerTargets }
          .flatMap(\.change.targets)
      )
      await makeAdditions(approved, &run, writer)
      let removal = approved.first(where: \.isRemoval)
      let removed = try await makeRemovals(removal, &run, writer)
      let seen = try await makeReleases(approved, removed, &run, writer)
      listener(run.name, .verifying)
      var plan = try await verified(seen, &run, client.clock)
      if await putBack(whatHurtsIn: plan, &run, writer) {
        plan = try await verified(nil, &run, client.clock)
        run.endWait([], in: plan, at: client.clock.seconds())
      }
      return run.report(after: plan)
    } catch {
      for planned in approved where planned.isRemoval || planned.change.action == .releaseTargets {
        run.skip(rest: planned, isInterrupted: Task.isCancelled)
      }
      return run.report(unverified: error)
    }
  }

  /// Observes and plans again; the run takes note of it.
  func fresh(_ run: inout ApplyRun) async throws(ObserveError) -> BindingPlan {
    let observed = await observer.observe(run.start.goal.binding, caller: run.caller)
    let plan = run.start.remade(in: try observed.get())
    run.note(plan)
    return plan
  }

  private func makeAdditions(
    _ approved: [PlannedChange],
    _ run: inout ApplyRun,
    _ writer: Writer
  ) async {
    for planned in approved
    where !planned.isRemoval && planned.change.action != .releaseTargets {
      if let held = run.start.held.first(where: { $0.change.action == planned.change.action }) {
        run.hold([held])
        continue
      }
      for call in planned.change.calls() {
        guard !Task.isCancelled, !run.isGroupGone || call.action == .modifyListener else {
          run.skip(call, because: planned.reason)
          continue
        }
        if let action = run.lacking(for: call) {
          run.skip(call, lacking: action, because: planned.reason)
          continue
        }
        guard
          let call = run.claimed(call, because: planned.reason)?.resolved({ run.made[$0] })
        else { continue }
        if let seen = run.latest, call.isCreation, seen.shows(call) {
          // An earlier run made it, and the plan was made from before that.
          run.note(made: seen.arn(madeBy: call.action), by: call)
          let done = Writer.Reply.done(requestId: nil)
          let now = writer.client.clock.seconds()
          end(Outcome(call, done, at: now, because: planned.reason), &run)
          continue
        }
        if case .registerTargets(let targets, _) = call {
          await register(targets, of: call, because: planned.reason, &run, writer)
        } else {
          end(await make(call, because: planned.reason, &run, writer).outcome, &run)
        }
      }
    }
    // An approved removal that is held now may be free by the time it is its turn.
    let removals = Set(approved.filter(\.isRemoval).flatMap(\.change.targets))
    run.hold(
      run.start.held.filter { held in
        removals.isDisjoint(with: held.change.targets) || held.change.action != .deregisterTargets
      }
    )
  }

  /// Makes one call of an addition or repair; where its reply is lost, reads again before it says
  /// anything, and makes the same call again only if it is still due and nothing is against it.
  ///
  /// What the run has just made may be unknown to AWS for some seconds: a call that is refused for that
  /// is made again.
  ///
  /// - Returns: What became of it, not yet part of the report.
  func make(
    _ change: Change,
    because reason: String,
    _ run: inout ApplyRun,
    _ writer: Writer
  ) async -> Made {
    let clock = writer.client.clock
    var attempts = 0
    var pauses = Self.patience[...]
    while true {
      listener(run.name, .writing(change))
      let reply = await writer.make(change, with: run.made)
      let isUnknownYet = run.made.isUnknownYet(reply.error?.code, to: change)
      if isUnknownYet, let seconds = pauses.popFirst() {
        await clock.sleep(milliseconds: 1000 * seconds)
        if !Task.isCancelled { continue }
      }
      attempts += 1
      if case .done(_, let arn) = reply { run.note(made: arn, by: change) }
      if reply.error?.code == "TargetGroupNotFound", !isUnknownYet || !Task.isCancelled {
        run.isGroupGone = true
      }
      let made = Made(
        outcome: Outcome(change, reply, at: clock.seconds(), because: reason),
        errorCode: reply.error?.code
      )
      guard reply.isLost || attempts > 1, !reply.isDone else { return made }
      // A refusal after a lost call may only say that the lost one was heard: a listener that is
      // there can't be made. And AWS may not show at once what it has done.
      var seen: BindingPlan?
      for seconds in Self.patience {
        await clock.sleep(milliseconds: 1000 * seconds)
        seen = try? await fresh(&run)
        guard let seen, seen.shows(change) else { continue }
        run.note(made: seen.arn(madeBy: change.action), by: change)
        return Made(
          outcome: Outcome(change, .done(requestId: nil), at: clock.seconds(), because: reason)
        )
      }
      // Deleted meanwhile: nothing more can be written to it.
      if let seen, seen.targetGroup == nil, run.hadGroup { run.isGroupGone = true }
      guard reply.isLost, attempts < Self.mostAttempts, !run.isGroupGone,
        seen?.stillWants(change) ?? false
      else { return made }
    }
  }

  /// What became of a call, and AWS's code where it was refused or lost.
  struct Made {
    var outcome: Outcome
    var errorCode: String?
  }

  /// How often a write is made whose reply is lost each time, and that a re-read shows undone.
  static let mostAttempts = 3

  /// Seconds between looks for a write that AWS may show late.
  static let patience = [1, 2, 4]

  func end(_ outcome: Outcome, _ run: inout ApplyRun) {
    run.add(outcome)
    listener(run.name, .ended(outcome))
  }

  /// Observes again where AWS doesn't show yet what it said it had done.
  private func verified(
    _ seen: BindingPlan?,
    _ run: inout ApplyRun,
    _ clock: any WallClock
  ) async throws(ObserveError) -> BindingPlan {
    var plan: BindingPlan
    if let seen { plan = seen } else { plan = try await fresh(&run) }
    for seconds in Self.patience where run.isContradicted(by: plan) {
      await clock.sleep(milliseconds: 1000 * seconds)
      plan = try await fresh(&run)
    }
    return plan
  }
}
