/// One planned removal and what stands between it and its call, by the latest observation.
package struct Removal: Hashable, Sendable {
  package var target: Target
  package var verdict: Verdict

  package enum Verdict: Hashable, Sendable {
    /// May be made in the next call, and only in that.
    case now

    /// Is made once its precondition is met.
    case waits(Precondition)

    /// Kept back by a finding or a safeguard.
    case held(HoldCode, because: String)
  }

  /// What a fresh observation has to show before a removal is made.
  package enum Precondition: Hashable, Sendable {
    /// Enough wanted targets are healthy; with the code that says so where an apply ends before.
    case health(HealthCount, SafeguardCode)

    /// One wanted target is registered, so that a stranger may go.
    case registration
  }
}

/// How many wanted targets are healthy, and how many have to be.
package struct HealthCount: Hashable, Sendable {
  package var healthy: Int
  package var required: Int

  /// Seconds for which none counts, because a changed health check may not show its effect before.
  package var settlesIn: Int?

  package init(healthy: Int, required: Int, settlesIn: Int? = nil) {
    self.healthy = healthy
    self.required = required
    self.settlesIn = settlesIn
  }
}

extension Removal.Precondition: CustomStringConvertible {
  /// What it waits for, for people.
  package var description: String {
    switch self {
    case .registration: "No wanted target is registered yet; a later run goes on."
    case .health(let count, _): "\(count); a later run goes on."
    }
  }
}

extension HealthCount: CustomStringConvertible {
  package var description: String {
    if let settlesIn {
      return
        "The changed health check shows its effect only in \(settlesIn) s, and no health counts "
        + "before"
    }
    return required == 1
      ? "A wanted target has to be healthy first, and none is"
      : "\(required) wanted targets have to be healthy first, and \(healthy) are"
  }
}

/// What may be done about the planned removals now; one verdict for each, sorted by target.
package struct RemovalDecision: Hashable, Sendable {
  package var removals: [Removal]

  /// May be deregistered in the next call, and only in that.
  package var now: [Target] { removals.filter { $0.verdict == .now }.map(\.target) }

  /// Those that wait for something.
  package var waiting: [Target] {
    removals.filter { if case .waits = $0.verdict { true } else { false } }.map(\.target)
  }

  /// What is said of the removals that an apply ends without: each reason once.
  package var held: [HeldChange] {
    var held: [HeldChange] = []
    for removal in removals {
      guard let (code, reason) = removal.verdict.hold else { continue }
      if let same = held.firstIndex(where: { $0.code == code && $0.reason == reason }) {
        held[same].change = .deregisterTargets(held[same].change.targets + [removal.target])
      } else {
        held.append(
          HeldChange(.deregisterTargets([removal.target]), code: code, because: reason)
        )
      }
    }
    return held
  }
}

extension Removal.Verdict {
  fileprivate var hold: (HoldCode, String)? {
    switch self {
    case .now: nil
    case .waits(.registration): (.safeguard(.notHealthyYet), "\(Removal.Precondition.registration)")
    case .waits(.health(let count, let code)):
      (.safeguard(code), "\(Removal.Precondition.health(count, code))")
    case .held(let code, let reason): (code, reason)
    }
  }
}
