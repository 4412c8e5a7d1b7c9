/// The health that an apply waits for, decided by what it has written.
package struct AwaitedHealth: Hashable, Sendable {
  /// The wanted targets that are to become healthy.
  ///
  /// Those that were registered; after a change that touches every target's health, those too that
  /// were in the group before. Not those in zones that are not served.
  package let targets: Set<Target>

  /// Whether something was written that touches health.
  package let isTouched: Bool

  /// Whether there is anything to wait for, and time for it.
  ///
  /// A group on no load balancer is never waited for: nothing checks its targets.
  package let isAwaited: Bool

  /// Until then a changed health check may not show its effect; seconds since 1970, as the next.
  package let settled: Int

  /// When the wait is over; when it began where there is none.
  package let deadline: Int

  private let isGroupOnLoadBalancer: Bool

  /// - Parameters:
  ///   - outcomes: What the apply has written.
  ///   - start: What it began from.
  ///   - before: The group's health check at the start.
  ///   - now: When the last write ended, in seconds since 1970.
  package init(
    after outcomes: [Outcome],
    from start: BindingPlan,
    changing before: HealthCheck?,
    at now: Int
  ) {
    let applied = outcomes.filter { $0.result == .applied }.map(\.change)
    func made(_ action: Action) -> Bool { applied.contains { $0.action == action } }
    let comesIntoUse = applied.contains(where: \.bringsIntoUse)
    let touchesAll = made(.modifyTargetGroup) || comesIntoUse
    let registered = Set(applied.filter { $0.action == .registerTargets }.flatMap(\.targets))
    let former = Set(start.targets.filter(\.isRegistered).map(\.target))
    // One whose registration failed never becomes healthy.
    let touched =
      touchesAll
      ? start.targets(standing: .wanted).intersection(former.union(registered)) : registered
    let unserved = Set(start.unservedAddresses)
    targets = touched.filter { !unserved.contains($0.address) }
    isTouched = touchesAll || made(.registerTargets)
    isGroupOnLoadBalancer = start.isGroupOnLoadBalancer

    let timeout = start.binding.safeguards.healthyTimeout
    isAwaited =
      isTouched && timeout > 0 && (start.isGroupOnLoadBalancer || comesIntoUse)
    deadline = now + (isAwaited ? timeout : 0)
    let settings = applied.flatMap(\.healthCheckSettings)
    settled =
      now + (settings.mayHurtHealth ? before?.applying(settings).settlingSeconds ?? 0 : 0)
  }

  /// Whether nothing is left to wait for: every awaited target is healthy, or never will be.
  ///
  /// A target that isn't used though its group is has its zone not enabled; where the spec names no
  /// load balancer, only its state says so.
  package func isServed(by seen: [RegisteredTarget], at now: Int) -> Bool {
    let ready = seen.filter { target in
      target.isHealthy
        || (isGroupOnLoadBalancer && target.isUnused && target.reason == "Target.NotInUse")
    }
    return now >= settled && targets.isSubset(of: ready.map(\.target))
  }
}

extension Change {
  /// The settings of a target group that it changes; empty for the rest.
  var healthCheckSettings: [Setting] {
    if case .modifyTargetGroup(let settings) = self { settings } else { [] }
  }
}
