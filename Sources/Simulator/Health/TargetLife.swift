import Core

/// A registered target as the load balancer sees it; times are milliseconds since 1970.
///
/// | phase | left when |
/// | --- | --- |
/// | recorded | a check says otherwise; it is what the world file said |
/// | initial | one check passes: healthy; as many fail in a row as the unhealthy threshold: unhealthy |
/// | healthy | as many checks fail in a row as the unhealthy threshold |
/// | unhealthy | as many checks pass in a row as the healthy threshold |
/// | unused | the group comes into use, or the zone |
/// | draining | the deregistration delay is over: gone; registered again: initial |
///
/// A failing check of a recorded `healthy` or `unhealthy` counts as for that state. The first check
/// comes five seconds after the registration, the others an interval apart; one without an answer
/// has its result when the time-out is over.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
struct TargetLife: Hashable {
  enum Phase: Hashable {
    case recorded(state: String, reason: String?)
    case initial(since: Int)
    case healthy
    /// With what the last failed check got.
    case unhealthy(CheckAnswer)
    case unused(Disuse)
    case draining(until: Int, state: String, reason: String?)
  }

  /// Why the load balancer sends a target nothing.
  enum Disuse: Hashable {
    case groupWithoutListener
    case zoneNotEnabled
  }

  /// How long after its registration a target is said to be registering, then to be checked.
  static let registrationTime = 2000
  static let timeToFirstCheck = 5000

  private(set) var phase: Phase

  /// The zone named at registration, such as `us-west-2a` or `all`.
  var zone: String?

  /// Nil while the load balancer sends the target requests, and so checks it.
  private(set) var disuse: Disuse?

  private var passes = 0
  private var failures = 0
  private var nextCheck: Int

  /// A target that is registered now.
  init(registeredAt now: Int, zone: String?, disuse: Disuse?) {
    self.zone = zone
    self.disuse = disuse
    phase = disuse.map(Phase.unused) ?? .initial(since: now)
    nextCheck = now + Self.timeToFirstCheck
  }

  /// A target as a world file has it.
  init(state: String, reason: String?, at now: Int, delay: Int, disuse: Disuse?) {
    self.disuse = disuse
    phase =
      RegisteredTarget.drainingStates.contains(state)
      ? .draining(until: now + delay, state: state, reason: reason)
      : .recorded(state: state, reason: reason)
    nextCheck = now + Self.timeToFirstCheck
  }

  var isDraining: Bool {
    if case .draining = phase { true } else { false }
  }

  func isGone(at now: Int) -> Bool {
    if case .draining(let end, _, _) = phase { now >= end } else { false }
  }

  /// Registers the target again: nothing new, but for one that is draining.
  mutating func register(at now: Int, zone: String?, disuse: Disuse?) {
    guard isDraining else { return }
    self = TargetLife(registeredAt: now, zone: zone, disuse: disuse)
  }

  /// Begins to drain; a target that is draining goes on as it is.
  mutating func deregister(at now: Int, delay: Int) {
    guard !isDraining else { return }
    phase = .draining(
      until: now + delay,
      state: "draining",
      reason: "Target.DeregistrationInProgress"
    )
  }

  /// Takes the target into use or out of it, where that changed.
  mutating func settle(at now: Int, disuse: Disuse?) {
    guard disuse != self.disuse else { return }
    self.disuse = disuse
    guard !isDraining else { return }
    self = TargetLife(registeredAt: now, zone: zone, disuse: disuse)
  }

  /// Brings the next check forward where the interval got shorter.
  mutating func expectCheck(by time: Int) { nextCheck = min(nextCheck, time) }

  /// Makes the checks that are due; what the target answers has not changed since the last call.
  mutating func advance(to now: Int, answer: CheckAnswer, rules: CheckRules) {
    guard disuse == nil, rules.isEnabled, !isDraining else { return }
    let lag = rules.lag(of: answer)
    // After so many equal results nothing changes any more.
    var left = max(rules.healthyThreshold, rules.unhealthyThreshold) + 1
    while nextCheck + lag <= now, left > 0 {
      note(answer, rules)
      nextCheck += rules.interval
      left -= 1
    }
    if nextCheck + lag <= now {
      nextCheck += ((now - lag - nextCheck) / rules.interval + 1) * rules.interval
    }
  }

  private mutating func note(_ answer: CheckAnswer, _ rules: CheckRules) {
    let isAccepted = rules.accepts(answer)
    passes = isAccepted ? passes + 1 : 0
    failures = isAccepted ? 0 : failures + 1
    switch phase {
    case .healthy, .recorded("healthy", _):
      if failures >= rules.unhealthyThreshold { phase = .unhealthy(answer) }
    case .unhealthy, .recorded("unhealthy", _):
      if passes >= rules.healthyThreshold {
        phase = .healthy
      } else if !isAccepted, !agrees(with: answer) {
        phase = .unhealthy(answer)
      }
    case .initial, .recorded:
      if isAccepted {
        phase = .healthy
      } else if failures >= rules.unhealthyThreshold {
        phase = .unhealthy(answer)
      }
    case .unused, .draining: break
    }
  }

  /// Whether the recorded reason explains a failed check, so that it may stay.
  private func agrees(with answer: CheckAnswer) -> Bool {
    guard case .recorded(_, let reason) = phase else { return false }
    return reason == ShownHealth.reason(of: answer)
      || answer == .silence && reason == "Target.FailedHealthChecks"
  }
}
