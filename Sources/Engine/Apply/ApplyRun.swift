import Core

/// What one apply has done so far, and what its report will say.
struct ApplyRun: Sendable {
  let start: BindingPlan
  let caller: AccountID
  private let before: SettingsBefore?
  private(set) var outcomes: [Outcome] = []

  /// Set where awaited targets were not healthy when the wait was over.
  private var isUnhealthyInTime = false

  init(from plan: BindingPlan, seen observation: Observation) {
    start = plan
    caller = observation.caller
    before = SettingsBefore(of: plan, in: observation)
  }

  var name: String { start.binding.name }

  mutating func add(_ outcome: Outcome) { outcomes.append(outcome) }

  mutating func hold(_ held: [HeldChange]) {
    for held in held where !outcomes.contains(where: { $0.isHolding(held) }) {
      outcomes.append(
        Outcome(held.change, .held, reason: held.reason, error: held.reason, code: held.code)
      )
    }
  }

  mutating func skip(_ targets: [Target], because reason: String) {
    guard !targets.isEmpty else { return }
    let why = "An earlier step on the target group failed, so nothing is removed."
    outcomes.append(Outcome(.deregisterTargets(targets), .skipped, reason: reason, error: why))
  }

  private static let interrupted = "The run was interrupted before this was begun."

  /// Takes down a change that was never begun, because the run was interrupted before.
  mutating func skip(_ change: Change, because reason: String) {
    outcomes.append(Outcome(change, .skipped, reason: reason, error: Self.interrupted))
  }

  /// Takes down what no outcome tells of a removal or release, where the run ended before it was its
  /// turn.
  mutating func skip(rest removal: PlannedChange, isInterrupted: Bool) {
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
        error: isInterrupted ? Self.interrupted : Self.unobserved
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

  private func hasApplied(_ action: Action) -> Bool {
    outcomes.contains { $0.result == .applied && $0.change.action == action }
  }

  /// Whether something was changed whose effect on health is to be waited for.
  ///
  /// A group on no load balancer is never waited for: nothing checks its targets.
  var mustWait: Bool {
    let isUsed = start.isGroupOnLoadBalancer || hasApplied(.createListener)
    return isUsed && hasTouchedHealth && start.binding.safeguards.healthyTimeout > 0
  }

  private var hasTouchedHealth: Bool {
    hasApplied(.registerTargets) || hasChangedAllHealth
  }

  /// Whether a change touched the health of targets that were registered before.
  private var hasChangedAllHealth: Bool {
    hasApplied(.modifyTargetGroup) || hasApplied(.createListener)
  }

  /// Seconds after which a health-check change that may hurt shows its effect.
  var settlingSeconds: Int {
    let settings = outcomes.flatMap { outcome -> [Setting] in
      guard outcome.result == .applied, case .modifyTargetGroup(let settings) = outcome.change
      else { return [] }
      return settings
    }
    guard settings.mayHurtHealth, let before else { return 0 }
    return before.healthCheck.applying(settings).settlingSeconds
  }

  /// The wanted targets whose health is waited for.
  ///
  /// Those that were registered; after a change that touches every target's health, all. Not those
  /// in zones that are not served.
  var awaited: Set<Target> {
    let unserved = Set(start.unservedAddresses)
    let registered = outcomes.filter {
      $0.result == .applied && $0.change.action == .registerTargets
    }
    let touched = hasChangedAllHealth ? wanted : Set(registered.flatMap(\.change.targets))
    return touched.filter { !unserved.contains($0.address) }
  }

  private var wanted: Set<Target> { start.targets(standing: .wanted) }

  /// How many of the wanted targets are healthy.
  func healthy(among seen: [RegisteredTarget]) -> Int {
    wanted.intersection(seen.filter(\.isHealthy).map(\.target)).count
  }

  /// Whether nothing is left to wait for: every awaited target is healthy, or never will be.
  ///
  /// A target that isn't used though its group is has its zone not enabled; where the spec names no
  /// load balancer, only its state says so.
  func isServed(by seen: [RegisteredTarget]) -> Bool {
    let settled = seen.filter { target in
      target.isHealthy
        || (start.isGroupOnLoadBalancer && target.isUnused && target.reason == "Target.NotInUse")
    }
    return awaited.isSubset(of: settled.map(\.target))
  }

  /// Whether a plan would make again what has been made: AWS may show a write late.
  func isContradicted(by plan: BindingPlan) -> Bool {
    plan.changes.contains { planned in
      outcomes.contains { outcome in
        outcome.result == .applied && outcome.change.action == planned.change.action
          && (planned.change.targets.isEmpty
            || !Set(planned.change.targets).isDisjoint(with: outcome.change.targets))
      }
    }
  }

  mutating func noteHealth(of plan: BindingPlan) {
    guard mustWait else { return }
    isUnhealthyInTime = !isServed(by: plan.registeredTargets)
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
    if isUnhealthyInTime || (waits && hasTouchedHealth) { return report(.partial, plan) }
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
      before: before,
      findings: start.findings,
      error: "The result could not be observed: \(error)"
    )
  }

  private func report(_ status: BindingReport.Status, _ plan: BindingPlan) -> BindingReport {
    BindingReport(
      name: name,
      status: status,
      outcomes: outcomes,
      targets: plan.registeredTargets,
      before: before,
      findings: plan.findings
    )
  }
}

extension Outcome {
  fileprivate func isHolding(_ held: HeldChange) -> Bool {
    result == .held && change == held.change && code == held.code
  }
}
