/// One apply's removals: decides from each fresh observation which targets may go now.
///
/// A target is removed only if every observation of the run calls it stale, the latest raises no
/// hold, and enough wanted targets are healthy by that same observation. Pure: the caller observes,
/// notes what it saw, asks, and does no more than the answer.
package struct RemovalRun: Hashable, Sendable {
  /// What the approved plan removes; nothing else is ever removed.
  private var planned: Set<Target>

  /// Targets that were healthy when the apply began: those that may be serving.
  ///
  /// Strangers are left out, unless the spec treats them as any stale target.
  private let healthyAtStart: Int

  /// - Parameters:
  ///   - targets: What the approved plan removes.
  ///   - start: What the apply began from.
  package init(of targets: [Target], from start: BindingPlan) {
    planned = Set(targets)
    let strangers = start.strangersRemovedAtOnce
    healthyAtStart =
      start.targets.count { $0.isHealthy && !strangers.contains($0.target) }
    note(start)
  }

  /// What may be done about the removals now.
  package struct Decision: Hashable, Sendable {
    /// May be deregistered in the next call, and only in that; sorted.
    package var now: [Target] = []

    /// Wait for healthy replacements; sorted.
    package var waiting: [Target] = []

    /// Kept back by what the latest observation shows.
    package var held: [HeldChange] = []

    /// How many wanted targets are healthy, and how many have to be.
    package var healthy = 0
    package var required = 1
  }

  /// Takes a fresh plan's word: a target that it doesn't show as registered, and stale or a
  /// stranger's, is never removed in this run any more.
  ///
  /// One that left and is back was registered by somebody else meanwhile.
  package mutating func note(_ fresh: BindingPlan) {
    let stale = fresh.targets.filter { sighting in
      sighting.isRegistered
        && (sighting.standing == .stale || sighting.standing == .stranger)
    }
    planned.formIntersection(stale.map(\.target))
  }

  /// Decides from a fresh observation's plan.
  ///
  /// - Parameters:
  ///   - fresh: The plan of an observation made after the last write.
  ///   - isSettled: False while a change to the health check may not show its effect yet; until
  ///     then no target's health counts.
  /// - Returns: Which of the planned removals may be made in the next call, and what keeps the rest.
  package func decision(from fresh: BindingPlan, isSettled: Bool = true) -> Decision {
    var decision = Decision()
    let wanted = fresh.targets.filter { $0.standing == .wanted && $0.isRegistered }
    // One that AWS doesn't list yet, or lists as draining still, counts as one to wait for.
    let serving = fresh.targets.count { $0.standing == .wanted && !$0.isUnused }
    decision.healthy = isSettled ? wanted.count(where: \.isHealthy) : 0
    decision.required = fresh.binding.safeguards.required(
      among: serving,
      servingBefore: healthyAtStart
    )

    for held in fresh.held where held.change.action == .deregisterTargets {
      let ours = held.change.targets.filter(planned.contains)
      guard !ours.isEmpty else { continue }
      decision.held.append(
        HeldChange(.deregisterTargets(ours), code: held.code, because: held.reason)
      )
    }

    let strangers = fresh.strangersRemovedAtOnce
    for target in fresh.removals where planned.contains(target) {
      let mayGo =
        strangers.contains(target)
        ? !wanted.isEmpty : decision.healthy >= decision.required
      if mayGo { decision.now.append(target) } else { decision.waiting.append(target) }
    }
    return decision
  }

  /// What is said of removals that an apply ends without.
  package func held(
    _ targets: [Target],
    after decision: Decision,
    in fresh: BindingPlan
  ) -> [HeldChange] {
    let strangers = fresh.targets(standing: .stranger)
    func held(_ targets: [Target], _ code: SafeguardCode, _ reason: String) -> [HeldChange] {
      guard !targets.isEmpty else { return [] }
      return [HeldChange(.deregisterTargets(targets), code: .safeguard(code), because: reason)]
    }
    let missing =
      (decision.required == 1
        ? "A wanted target has to be healthy first, and none is"
        : "\(decision.required) wanted targets have to be healthy first, and \(decision.healthy) are")
      + "; a later run goes on."
    let waiting = targets.filter(strangers.contains)
    return held(targets.filter { !strangers.contains($0) }, .notHealthyYet, missing)
      + (fresh.binding.safeguards.reassigned == .wait
        ? held(waiting, .reassignedWait, missing)
        : held(waiting, .notHealthyYet, "No wanted target is registered yet."))
  }
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
