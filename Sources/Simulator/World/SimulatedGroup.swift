import Core

/// A target group with the lives of its targets.
struct SimulatedGroup {
  /// What the group is, but for its targets.
  private(set) var settings: TargetGroup

  private(set) var lives: [Target: TargetLife]

  /// How long a deregistered target drains, in milliseconds.
  let deregistrationDelay: Int

  init(_ group: TargetGroup, deregistrationDelay: Int) {
    settings = group
    settings.targets = []
    lives = [:]
    self.deregistrationDelay = deregistrationDelay
  }

  var arn: ARN { settings.arn }

  var loadBalancers: [ARN] {
    get { settings.loadBalancers }
    set { settings.loadBalancers = newValue }
  }

  /// The targets that count against a quota: those that don't leave.
  var registeredCount: Int { lives.values.reduce(0) { $0 + ($1.isDraining ? 0 : 1) } }

  func isRegistered(_ target: Target) -> Bool { lives[target].map { !$0.isDraining } ?? false }

  /// The group as an observation shows it at a time up to which it was advanced.
  func observed(at now: Int) -> TargetGroup {
    var group = settings
    group.targets = lives.sorted { $0.key < $1.key }.map { target, life in
      let health = ShownHealth(life, at: now)
      return RegisteredTarget(target, state: health.state, reason: health.reason)
    }
    return group
  }

  mutating func advance(to now: Int, _ reach: Reach) {
    let rules = CheckRules(settings.healthCheck)
    for target in lives.keys {
      if lives[target]?.isGone(at: now) == true {
        lives[target] = nil
        continue
      }
      let answer = reach.answer(of: target, in: settings)
      lives[target]?.advance(to: now, answer: answer, rules: rules)
    }
  }

  mutating func add(_ target: Target, _ life: TargetLife) { lives[target] = life }

  mutating func register(
    _ target: Target,
    zone: String?,
    at now: Int,
    disuse: TargetLife.Disuse?
  ) {
    let new = TargetLife(registeredAt: now, zone: zone, disuse: disuse)
    lives[target, default: new].register(at: now, zone: zone, disuse: disuse)
  }

  /// Lets a target drain; one that no load balancer sends anything is gone at once.
  mutating func deregister(_ target: Target, at now: Int) {
    guard let life = lives[target] else { return }
    if life.disuse == nil || life.isDraining {
      lives[target]?.deregister(at: now, delay: deregistrationDelay)
    } else {
      lives[target] = nil
    }
  }

  mutating func settle(at now: Int, disuse: (Target, String?) -> TargetLife.Disuse?) {
    for (target, life) in lives {
      lives[target]?.settle(at: now, disuse: disuse(target, life.zone))
    }
  }

  /// Changes the health check; the next checks are the first to go by it.
  mutating func change(_ check: HealthCheck, at now: Int) {
    settings.healthCheck = check
    let rules = CheckRules(check)
    for target in lives.keys { lives[target]?.expectCheck(by: now + rules.interval) }
  }
}
