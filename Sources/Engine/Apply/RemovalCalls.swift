import Core

/// The calls that a run has made while it removed: deregistrations, and settings written back.
struct RemovalCalls {
  private let limit: Int
  private var counts: [Action: Int] = [:]

  /// The latest call, until an observation shows it or patience ends.
  private var last: (outcome: Outcome, isLost: Bool)?

  /// Seconds to wait, one after another, for AWS to show the latest call.
  private var patience: ArraySlice<Int> = []

  /// Why the latest call that was lost was lost.
  private(set) var lostError: String?

  /// - Parameter targets: How many are to be removed; each call is tried a few times at most.
  init(removing targets: Int) {
    limit = targets / Writer.targetsPerCall + Applier.mostAttempts
  }

  func mayMake(_ change: Change) -> Bool {
    counts[change.action, default: 0]
      < (change.action == .deregisterTargets ? limit : Applier.mostAttempts)
  }

  mutating func note(_ outcome: Outcome, isLost: Bool) {
    counts[outcome.change.action, default: 0] += 1
    lostError = isLost ? outcome.error : nil
    let isRefused = !isLost && outcome.result == .failed
    last = isRefused ? nil : (outcome, isLost)
    patience = Applier.patience[...]
  }

  /// What an observation says of the latest call.
  enum News {
    /// It is to be decided anew, after what became of a lost call, if that is known.
    case decide(after: Outcome?)
    /// AWS may show late what it has done: look again after so many seconds.
    case lookAgain(after: Int)
  }

  /// Takes an observation made after the latest call.
  mutating func note(_ plan: BindingPlan) -> News {
    guard let last else { return .decide(after: nil) }
    let isShown = plan.shows(last.outcome.change)
    if !isShown, let seconds = patience.popFirst() { return .lookAgain(after: seconds) }
    self.last = nil
    guard last.isLost, isShown else { return .decide(after: nil) }
    var outcome = last.outcome
    outcome.result = .applied
    outcome.error = nil
    return .decide(after: outcome)
  }

  /// The latest call, where it was lost and nothing was heard of it.
  var unheard: Outcome? { last.flatMap { $0.isLost ? $0.outcome : nil } }
}
