import Core

/// What one apply has done so far, and what its report will say.
struct ApplyRun: Sendable {
  let start: BindingPlan
  let caller: AccountID
  private let before: SettingsBefore?
  private(set) var outcomes: [Outcome] = []

  /// Decides about the removals; it has seen every observation of the run.
  var removals: RemovalRun

  /// What the binding's ledger was last seen to name; nil where it keeps none.
  private(set) var recorded: Set<Target>?

  /// The plan of the run's latest observation; nil until it has made one.
  private(set) var latest: BindingPlan?

  /// What the run has made, for the changes after it.
  private(set) var made = MadeResources()

  /// Set where AWS said of a write that the target group isn't there, or no longer lists it.
  var isGroupGone = false

  /// Whether there was a group for the run to write to: from the start, or since it made one.
  var hadGroup: Bool { start.targetGroup != nil || made[.createTargetGroup] != nil }

  /// Set where awaited targets were not known to be healthy when the wait was over.
  private var isUnhealthyInTime = false

  /// What is left of a changed health check that may hurt, for people.
  private var warning: String?

  init(_ approved: [PlannedChange], from plan: BindingPlan, seen observation: Observation) {
    start = plan
    caller = observation.caller
    before = SettingsBefore(of: plan, in: observation)
    recorded = plan.recorded
    let removal = approved.first(where: \.isRemoval)
    removals = RemovalRun(
      of: removal?.change.targets ?? [],
      from: plan,
      because: removal?.reason ?? ""
    )
  }

  var name: String { start.binding.name }

  mutating func add(_ outcome: Outcome) {
    outcomes.append(outcome)
    removals.note(outcome)
    guard outcome.result == .applied else { return }
    switch outcome.change {
    case .claimTargets(let targets): recorded?.formUnion(targets)
    case .createTargetGroup(let new):
      let claimed = new.claimed(by: name)
      recorded?.formUnion(claimed)
    default: break
    }
  }

  /// Takes down the ARN of what a change has made.
  mutating func note(made arn: ARN?, by change: Change) {
    guard change.isCreation else { return }
    made.note(arn, by: change.action)
    if change.action == .createTargetGroup, let arn { removals.note(made: arn) }
  }

  /// The action whose resource a change needs and that hasn't made it; nil where nothing is lacking.
  func lacking(for change: Change) -> Action? {
    if start.targetGroup == nil, change.action.needsTargetGroup, made[.createTargetGroup] == nil {
      return .createTargetGroup
    }
    return made.lacking(for: change)
  }

  /// Takes down what a fresh observation shows.
  mutating func note(_ fresh: BindingPlan) {
    latest = fresh
    removals.note(fresh)
    recorded = fresh.recorded ?? recorded
  }

  /// What is waited for now that all is written but the removals.
  mutating func beginWait(at now: Int) -> AwaitedHealth {
    let health = AwaitedHealth(
      after: outcomes,
      from: start,
      changing: before?.healthCheck,
      at: now
    )
    removals.begin(waitingFor: health)
    return health
  }

  /// Ends the wait: takes down what is held, and what is not known to be well.
  mutating func endWait(_ held: [HeldChange], in plan: BindingPlan, at now: Int) {
    hold(held)
    guard let health = removals.health else { return }
    isUnhealthyInTime =
      health.isAwaited && !health.isServed(by: plan.registeredTargets, at: now)
    if health.isAwaited || removals.watch.fall != nil {
      warning = removals.watch.warning(secondsLeft: max(0, health.settled - now))
    }
  }

  mutating func hold(_ held: [HeldChange]) {
    for held in held where !outcomes.contains(where: { $0.isHolding(held) }) {
      outcomes.append(Outcome(held))
    }
  }

  /// Gives up the removals, because a step that they need failed.
  mutating func skipRemovals(_ removal: PlannedChange?) {
    removals.giveUp()
    guard let removal else { return }
    skip(
      rest: removal,
      because: "An earlier step on the target group failed, so nothing is removed."
    )
  }

  private static let interrupted = "The run was interrupted before this was begun."

  /// Takes down a change that was never begun: the run was interrupted before, or the group is gone.
  mutating func skip(_ change: Change, because reason: String) {
    let why = isGroupGone ? Self.groupGone : Self.interrupted
    outcomes.append(Outcome(change, .skipped, reason: reason, error: why))
  }

  /// Takes down a change that needs what an earlier step should have made.
  mutating func skip(_ change: Change, lacking action: Action, because reason: String) {
    let why = "It needs what the step \(action.word) makes, and that was not made."
    outcomes.append(Outcome(change, .skipped, reason: reason, error: why))
  }

  private static let groupGone = "The target group no longer exists."

  /// Takes down what no outcome tells of a removal or release, where the run ended before it was its
  /// turn.
  mutating func skip(rest removal: PlannedChange, isInterrupted: Bool) {
    skip(rest: removal, because: isInterrupted ? Self.interrupted : Self.unobserved)
  }

  private mutating func skip(rest removal: PlannedChange, because why: String) {
    let told = Set(
      outcomes.filter { $0.change.action == removal.change.action }.flatMap(\.change.targets)
    )
    let rest = removal.change.targets.filter { !told.contains($0) }
    guard !rest.isEmpty else { return }
    outcomes.append(
      Outcome(
        removal.change.narrowed(to: rest),
        .skipped,
        reason: removal.reason,
        error: why
      )
    )
  }

  private static let unobserved =
    "It was not removed, because AWS could not be observed before its turn."

  mutating func fail(_ targets: [Target], because reason: String, error: String) {
    outcomes.append(Outcome(.deregisterTargets(targets), .failed, reason: reason, error: error))
  }

  func hasFailed(on actions: Set<Action>) -> Bool {
    outcomes.contains { $0.result == .failed && actions.contains($0.change.action) }
  }

  /// Whether a plan would make again what has been made: AWS may show a write late.
  func isContradicted(by plan: BindingPlan) -> Bool {
    plan.changes.contains { planned in
      let made = outcomes.filter {
        $0.result == .applied && $0.change.action == planned.change.action
      }
      return planned.change.targets.isEmpty
        ? made.last.map { !plan.shows($0.change) } ?? false
        : !Set(planned.change.targets).isDisjoint(with: made.flatMap(\.change.targets))
    }
  }

  /// The report of a run that found nothing to write.
  func report(unchanged plan: BindingPlan) -> BindingReport {
    if plan.isHeldWhole || outcomes.contains(where: { $0.result == .held }) {
      return report(.held, plan)
    }
    return report(plan.changes.isEmpty ? .converged : .partial, plan)
  }

  /// The report of a run whose result was observed.
  func report(after plan: BindingPlan) -> BindingReport {
    let failed = outcomes.contains { $0.result == .failed }
    let applied = outcomes.contains { $0.result == .applied }
    let waits = outcomes.contains {
      $0.result == .held
        && [.safeguard(.notHealthyYet), .safeguard(.reassignedWait)].contains($0.code)
    }
    if failed { return report(applied ? .partial : .failed, plan) }
    let hasTouchedHealth = removals.health?.isTouched ?? false
    let isFull = outcomes.contains { $0.code == .safeguard(.targetQuota) }
    if isUnhealthyInTime || (waits && hasTouchedHealth) || removals.watch.fall != nil
      || (isFull && applied)
    {
      return report(.partial, plan)
    }
    if waits || !plan.held.isEmpty || plan.isHeldWhole
      || outcomes.contains(where: { $0.result == .held })
    {
      return report(.held, plan)
    }
    return report(plan.changes.isEmpty ? .converged : .partial, plan)
  }

  /// The report of a run whose result could not be observed.
  func report(unverified error: ObserveError) -> BindingReport {
    BindingReport(
      name: name,
      status: outcomes.contains { $0.result == .applied } ? .partial : .failed,
      outcomes: outcomes,
      origin: start.origin,
      before: before,
      findings: start.findings,
      error: [
        "The result could not be observed: \(error)", removals.watch.warning(secondsLeft: nil),
      ]
      .compactMap(\.self).joined(separator: " ")
    )
  }

  private func report(_ status: BindingReport.Status, _ plan: BindingPlan) -> BindingReport {
    BindingReport(
      name: name,
      status: status,
      outcomes: outcomes,
      targets: plan.registeredTargets,
      origin: start.origin,
      before: before,
      findings: plan.findings,
      error: warning
    )
  }
}

extension Outcome {
  init(_ held: HeldChange) {
    self.init(held.change, .held, reason: held.reason, error: held.reason, code: held.code)
  }

  fileprivate func isHolding(_ held: HeldChange) -> Bool {
    result == .held && change == held.change && code == held.code
  }
}
