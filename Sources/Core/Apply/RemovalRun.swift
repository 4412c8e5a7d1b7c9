/// One apply's removals: decides from each fresh observation which targets may go now.
///
/// A target is removed only if every observation of the run calls it stale, the latest raises no
/// hold, and enough wanted targets are healthy by that same observation. Pure: the caller observes,
/// notes what it saw and did, asks, and does no more than the answer. Without time to wait, the same
/// answers serve runs that follow each other: each begins from what is there.
package struct RemovalRun: Hashable, Sendable {
  /// What the approved plan removes; nothing else is ever removed.
  private(set) var planned: Set<Target>

  /// Of those, the ones that were healthy in an observation of this run.
  private(set) var onceHealthy: Set<Target> = []

  /// Targets that were healthy when the apply began: those that may be serving.
  ///
  /// Strangers are left out, unless the spec treats them as any stale target.
  private let healthyAtStart: Int

  /// Nil where the run is to make the group, until it has.
  private(set) var targetGroup: ARN?
  private let reason: String

  package private(set) var watch: SettingsWatch

  /// Nil until the additions are made.
  package private(set) var health: AwaitedHealth?

  /// - Parameters:
  ///   - targets: What the approved plan removes.
  ///   - start: What the apply began from.
  ///   - reason: Why, in the approved plan's words.
  package init(of targets: [Target], from start: BindingPlan, because reason: String = "") {
    planned = Set(targets)
    let strangers = start.strangersRemovedAtOnce
    healthyAtStart =
      start.targets.count { $0.isHealthy && !strangers.contains($0.target) }
    targetGroup = start.targetGroup
    self.reason = reason
    watch = SettingsWatch(from: start)
    note(start)
  }

  /// Takes a fresh plan's word: a target that it doesn't show as registered, and stale or a
  /// stranger's, is never removed in this run any more.
  ///
  /// One that left and is back was registered by somebody else meanwhile. A plan without the group
  /// says nothing of its targets.
  package mutating func note(_ fresh: BindingPlan) {
    guard fresh.targetGroup == targetGroup else { return }
    let stale = fresh.targets.filter { sighting in
      sighting.isRegistered
        && (sighting.standing == .stale || sighting.standing == .stranger)
    }
    planned.formIntersection(stale.map(\.target))
    onceHealthy.formUnion(stale.filter(\.isHealthy).map(\.target))
    watch.note(fresh)
  }

  /// Takes down that the run has made its target group.
  package mutating func note(made group: ARN) {
    targetGroup = targetGroup ?? group
  }

  /// Takes down what became of a write.
  package mutating func note(_ outcome: Outcome) {
    watch.note(outcome)
  }

  /// Takes down that all is written but the removals, and what is to be waited for.
  package mutating func begin(waitingFor health: AwaitedHealth) {
    self.health = health
  }

  /// Gives all removals up: a step that they need has failed.
  package mutating func giveUp() {
    planned = []
  }

  /// What is to be done next.
  package enum Step: Hashable, Sendable {
    /// Make this change, and observe again.
    case write(PlannedChange)

    /// Look again when so many wanted targets are healthy, or all that are awaited where it is nil;
    /// at the latest at the deadline.
    case wait(required: Int?)

    /// Nothing is left to do or to wait for, but for a later run.
    case end([HeldChange])
  }

  /// Decides the next step from a fresh observation's plan.
  ///
  /// - Parameters:
  ///   - fresh: The plan of an observation made after the last write, which was noted.
  ///   - now: When the observation began, in seconds since 1970.
  /// - Returns: The step; after it, everything is observed and decided anew.
  package func step(from fresh: BindingPlan, at now: Int) -> Step {
    if let change = watch.writeBack(in: fresh) { return .write(change) }
    let decision = decision(from: fresh, at: now)
    guard decision.now.isEmpty else {
      return .write(PlannedChange(.deregisterTargets(decision.now), because: reason))
    }
    let isAwaiting =
      !decision.waiting.isEmpty
      || health.map { $0.isAwaited && !$0.isServed(by: fresh.registeredTargets, at: now) } ?? false
    guard isAwaiting, watch.fall == nil, fresh.targetGroup == targetGroup,
      let health, now < health.deadline
    else { return .end(decision.held) }
    return .wait(required: decision.waiting.isEmpty ? nil : required(in: fresh))
  }

  /// The wait that comes before the first observation, as far as the start tells; nil for none.
  ///
  /// A stranger waits for no health, so only an observation can tell whether it may go.
  package func firstWait(from start: BindingPlan, at now: Int) -> Step? {
    guard planned.isDisjoint(with: start.strangersRemovedAtOnce) else { return nil }
    let step = step(from: start, at: now)
    guard case .wait = step else { return nil }
    return step
  }

  /// Decides which of the planned removals may be made in the next call, and what keeps the rest.
  ///
  /// - Parameters:
  ///   - fresh: The plan of an observation made after the last write, which was noted.
  ///   - now: When the observation began, in seconds since 1970.
  /// - Returns: A verdict on each planned removal that is still due.
  package func decision(from fresh: BindingPlan, at now: Int = .max) -> RemovalDecision {
    guard fresh.targetGroup == targetGroup else {
      return decision(holding: planned, .finding(.targetGroupNotFound), Self.groupGone)
    }
    let strangers = fresh.targets(standing: .stranger)
    let atOnce = fresh.strangersRemovedAtOnce
    let wanted = fresh.targets.filter { $0.standing == .wanted && $0.isRegistered }
    let settlesIn = health.flatMap { now < $0.settled ? $0.settled - now : nil }
    let count = HealthCount(
      healthy: settlesIn == nil ? wanted.count(where: \.isHealthy) : 0,
      required: required(in: fresh),
      settlesIn: settlesIn
    )

    func verdict(on target: Target) -> Removal.Verdict {
      // A listener that this plan would make is not made in this run any more.
      guard fresh.isGroupOnLoadBalancer else {
        return .held(.safeguard(.targetGroupUnused), because: BindingPlan.groupUnused)
      }
      if atOnce.contains(target) { return wanted.isEmpty ? .waits(.registration) : .now }
      if let fall = watch.fall {
        return .held(.safeguard(.notHealthyYet), because: watch.reason(after: fall))
      }
      if count.healthy >= count.required { return .now }
      return .waits(.health(count, strangers.contains(target) ? .reassignedWait : .notHealthyYet))
    }
    var removals = fresh.removals.filter(planned.contains).map { target in
      Removal(target: target, verdict: verdict(on: target))
    }
    for held in fresh.held where held.change.action == .deregisterTargets {
      let ours = held.change.targets.filter(planned.contains)
      removals += decision(holding: Set(ours), held.code, held.reason).removals
    }
    return RemovalDecision(removals: removals.sorted { $0.target < $1.target })
  }

  /// How many wanted targets have to be healthy before a live one goes.
  ///
  /// One that AWS doesn't list yet, or lists as draining still, counts as one to wait for.
  package func required(in fresh: BindingPlan) -> Int {
    fresh.binding.safeguards.required(
      among: fresh.targets.count { $0.standing == .wanted && !$0.isUnused },
      servingBefore: healthyAtStart
    )
  }

  private func decision(
    holding targets: Set<Target>,
    _ code: HoldCode,
    _ reason: String
  ) -> RemovalDecision {
    RemovalDecision(
      removals: targets.sorted().map {
        Removal(target: $0, verdict: .held(code, because: reason))
      }
    )
  }

  private static let groupGone =
    "The target group was deleted during the run; look who deletes it, then run again."
}

extension Safeguards {
  /// How many wanted targets have to be healthy before a live one is removed; never less than one.
  ///
  /// No more than there are to become healthy, and no more than were serving before.
  package func required(among wanted: Int, servingBefore: Int) -> Int {
    max(1, min(minimumHealthy, wanted, servingBefore))
  }
}

extension BindingPlan {
  /// The targets that this plan would remove.
  package var removals: [Target] {
    changes.filter(\.isRemoval).flatMap(\.change.targets)
  }

  /// The targets of one standing, registered or not.
  package func targets(standing: TargetSighting.Standing) -> Set<Target> {
    Set(targets.filter { $0.standing == standing }.map(\.target))
  }

  /// The strangers that no health protects.
  var strangersRemovedAtOnce: Set<Target> {
    guard binding.safeguards.reassigned == .remove else { return [] }
    return targets(standing: .stranger)
  }
}
