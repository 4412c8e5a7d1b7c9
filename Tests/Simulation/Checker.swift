import Core
import TestSupport

/// Holds every write against what its client had been told, by rules that are written down here a
/// second time, apart from the planner's own.
struct Checker: Sendable {
  var violations: [String] = []

  private var binding: Binding?
  private var mayWrite = false

  /// What the client of this run was last told of the endpoint, the environment and the targets.
  private var toldEndpoint: Truth?
  private var toldEnvironment: Truth?
  private var toldTargets: Truth?

  /// The targets that were healthy when the run began to look.
  private var healthyAtStart: Int?

  /// Whether it looked at the targets after its last write.
  private var isHealthFresh = false

  /// Whether the world changed by itself since the client last looked.
  private var isWorldNewer = false

  private var removedInRun: Set<Target> = []

  /// Writes without a good answer that nothing was read after.
  private var unread: Set<String> = []

  /// Begins a run of a new client, which knows nothing.
  mutating func begin(_ binding: Binding, _ truth: Truth, mayWrite: Bool) {
    let violations = violations
    self = Checker()
    self.violations = violations
    self.binding = binding
    self.mayWrite = mayWrite
  }

  mutating func worldChanged() { isWorldNewer = true }

  /// The questions whose answers a rule is about.
  static let questions: Set<String> = [
    "GetEnvironment", "DescribeNetworkInterfaces", "DescribeVpcEndpoints", "DescribeTargetHealth",
  ]

  /// The client got a good answer to one of the questions.
  mutating func told(_ asked: Asked, _ truth: Truth) {
    switch asked.operation {
    case "GetEnvironment": toldEnvironment = truth
    case "DescribeNetworkInterfaces", "DescribeVpcEndpoints": toldEndpoint = truth
    case "DescribeTargetHealth":
      toldTargets = truth
      isHealthFresh = true
      isWorldNewer = false
      if healthyAtStart == nil { healthyAtStart = serving(truth).count }
    default: break
    }
  }

  /// The client sent a write, which had the effect that the two truths show.
  ///
  /// One that AWS surely never acted on may be sent again as it is.
  mutating func wrote(
    _ asked: Asked,
    number: Int,
    from before: Truth,
    to after: Truth,
    isUnheard: Bool
  ) {
    guard let binding else { return }
    func violated(_ rule: String) {
      violations.append("request \(number), \(asked.operation): \(rule)")
    }
    if !mayWrite { violated("a command that only reads has written") }
    if asked.operation == "DeregisterTargets" {
      check(asked, binding, before, violated)
      removedInRun.formUnion(before.registered.subtracting(after.registered))
    }
    if !isUnheard { isHealthFresh = false }
  }

  /// The healthy targets, without strangers where these protect nothing.
  private func serving(_ truth: Truth) -> Set<Target> {
    let isStrangerFree = binding?.safeguards.reassigned == .remove
    return isStrangerFree ? truth.healthy.subtracting(truth.strangers) : truth.healthy
  }

  private func check(
    _ asked: Asked,
    _ binding: Binding,
    _ before: Truth,
    _ violated: (String) -> Void
  ) {
    var removed: Set<Target> = []
    for target in asked.targets {
      guard let port = target.port else {
        violated("\(target.id) is removed without its port")
        continue
      }
      removed.insert(Target(literal(IPAddress(target.id)), port: port))
    }
    if removed.isEmpty { violated("it names no target") }
    guard let endpoint = toldEndpoint, let targets = toldTargets else {
      return violated("nothing was observed before")
    }
    if !isHealthFresh { violated("health was not read again before it") }
    if !removed.isDisjoint(with: endpoint.wanted) {
      violated("a wanted target is removed: \(removed.intersection(endpoint.wanted).sorted())")
    }
    if endpoint.wanted.isEmpty { violated("an empty discovery removes targets") }
    if !endpoint.isEndpointWhole { violated("an incomplete endpoint removes targets") }
    if binding.targetGroup.ownership != .exclusive {
      violated("a target that isn't ours is removed")
    }

    let isStrangerFree = binding.safeguards.reassigned == .remove
    let strangers = isStrangerFree ? endpoint.strangers : []
    let stale = removed.subtracting(strangers)
    let wanted = targets.registered.intersection(endpoint.wanted)
    if wanted.isEmpty { violated("no wanted target is registered") }
    if !stale.isEmpty {
      let healthy = wanted.intersection(targets.healthy).count
      let used = wanted.filter { targets.states[$0] != "unused" }.count
      let required = max(
        1,
        min(binding.safeguards.minimumHealthy, used, healthyAtStart ?? 0)
      )
      if healthy < required { violated("\(healthy) of \(required) wanted targets are healthy") }
      if let environment = toldEnvironment,
        !["AVAILABLE", "UPDATE_FAILED"].contains(environment.environmentStatus)
      {
        violated("the environment is \(environment.environmentStatus)")
      }
    }
    let after = before.healthy.subtracting(removed)
    if !isWorldNewer, after.subtracting(strangers).isEmpty,
      !before.healthy.subtracting(strangers).isEmpty
    {
      violated("it takes the last healthy target")
    }
    let all = removedInRun.union(removed)
    if let limit = binding.safeguards.maximumDeregistrations, all.count > limit {
      violated("\(all.count) targets are removed in one run, of \(limit) allowed")
    }
  }
}
