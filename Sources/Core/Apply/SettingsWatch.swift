/// Watches what a changed health check does to the targets, and puts the former settings back.
///
/// The fourth rule of removal. H is counted over the targets that can tell: one that left since, by
/// somebody else's hand or because the endpoint no longer has its address, and one that no load
/// balancer uses any more, has not been made ill by the settings. A target that becomes healthy
/// makes up for one that is lost.
package struct SettingsWatch: Hashable, Sendable {
  /// What this run changed of the health check.
  package private(set) var changed: [Setting] = []

  /// The first observation that showed fewer healthy targets than at the start; it stays so.
  package private(set) var fall: Fall?

  /// What became of writing the former settings back; once is enough.
  private var writtenBack: Outcome.Result?

  /// The wanted targets that were healthy when the apply began.
  private let healthyAtStart: Set<Target>

  package struct Fall: Hashable, Sendable {
    package var healthy: Int
    package var before: Int
  }

  init(from start: BindingPlan) {
    let wanted = start.targets.filter { $0.standing == .wanted && $0.isHealthy }
    healthyAtStart = Set(wanted.map(\.target))
  }

  /// Takes down what became of a change: the first of settings is the plan's, another puts back.
  mutating func note(_ outcome: Outcome) {
    let settings = outcome.change.healthCheckSettings
    if settings.isEmpty { return }
    if !changed.isEmpty {
      writtenBack = outcome.result
    } else if outcome.result == .applied {
      changed = settings
    }
  }

  mutating func note(_ fresh: BindingPlan) {
    fall =
      fall ?? fall(among: fresh.registeredTargets, wanting: fresh.targets(standing: .wanted))
  }

  /// Whether fewer wanted targets are healthy than at the start, since settings were changed in a
  /// way that may hurt.
  package func fall(among seen: [RegisteredTarget], wanting wanted: Set<Target>) -> Fall? {
    guard changed.mayHurtHealth else { return nil }
    let checked = seen.filter {
      wanted.contains($0.target) && !$0.isDraining && !$0.isUnused
    }
    let healthy = checked.count(where: \.isHealthy)
    let before = checked.count { healthyAtStart.contains($0.target) }
    return healthy < before ? Fall(healthy: healthy, before: before) : nil
  }

  /// The write that puts the former settings back; nil where none is due.
  ///
  /// Of exactly the settings that this run changed, those that still stand: what somebody else has
  /// set since is theirs, and what AWS showed no value of can't be put back.
  package func writeBack(in fresh: BindingPlan) -> PlannedChange? {
    guard let fall, writtenBack == nil else { return nil }
    let former = changed.filter { fresh.shows(.modifyTargetGroup([$0])) }.compactMap { setting in
      setting.from.map { Setting(setting.key, from: setting.to, to: $0) }
    }
    guard !former.isEmpty else { return nil }
    return PlannedChange(
      .modifyTargetGroup(former),
      because: "Written back: \(fall) since the health check was changed."
    )
  }

  /// What is left of changed settings that may hurt, for people; nil where all is well.
  ///
  /// - Parameter secondsLeft: For how long they may not show their effect yet; nil where the targets
  ///   could not be seen.
  /// - Returns: What stays, what it may do, and what to do about it.
  package func warning(secondsLeft: Int?) -> String? {
    guard changed.mayHurtHealth, writtenBack != .applied else { return nil }
    let names = changed.map(\.key.rawValue).joined(separator: ", ")
    if let fall {
      return "\(fall) since the health check was changed (\(names)), and the former settings could "
        + "not be written back: set them by hand, or correct the spec and run again."
    }
    if secondsLeft == 0 { return nil }
    return "The changed health check (\(names)) stays, and may make targets unhealthy "
      + (secondsLeft.map { "within \($0) s" } ?? "yet")
      + ": look at their health then, or run again."
  }

  /// Why nothing is removed after a fall, and what to do.
  func reason(after fall: Fall) -> String {
    "\(fall) since the health check was changed. Correct `healthCheck` in the spec, or what the "
      + "targets answer to it, then run again."
  }
}

extension SettingsWatch.Fall: CustomStringConvertible {
  package var description: String {
    "\(healthy) of \(before) healthy targets \(healthy == 1 ? "is" : "are") left"
  }
}
