import Core
import Resolver
import TestSupport

/// Holds every request of a run against what its client had been told, by rules that are written
/// down here a second time, apart from the planner's own.
struct Checker: Sendable {
  private(set) var violations: [Violation] = []

  /// The fewest targets that served after a removal of mooring's, nothing else having changed.
  private(set) var lowestHealthy = Int.max

  let binding: Binding
  var run = Run()

  /// What is known of the run under way.
  struct Run: Sendable {
    var name = ""
    var mayWrite = false
    var start: Knowledge?
    var latest: Knowledge?

    /// Every target that an observation of the run wanted.
    var wanted: Set<Target> = []

    /// What was reviewed: nothing else is written; nil until it is known.
    var approved: Approved?

    /// How many answers there were, and which was the latest about each part.
    var count = 0
    var answered: [Knowledge.Part: Int] = [:]
    var healthBefore = 0

    var lastWrite = 0
    var removed: Set<Target> = []
    var hasAskedForListener = false
    var hasNoRoom = false

    /// Until when a changed health check may not show its effect, for the targets healthy before.
    var settledAt = 0
    var unsettled: Set<Target> = []

    /// The health check before this run changed it in a way that may hurt.
    var formerCheck: HealthCheck?

    /// The operations that AWS may have heard so far, whatever became of them.
    var sent: Set<String> = []

    /// Writes whose replies were lost, each with what has to be read before it is made again.
    var unread: [String: Knowledge.Part] = [:]

    /// Set by an event or a stale read: what the client knows need not be the truth.
    var isDisturbed = false
    var isEnded = false
  }

  struct Approved: Sendable {
    var operations: Set<String>
    var registrations: Set<Target>
    var removals: Set<Target>
  }

  init(_ binding: Binding) { self.binding = binding }

  /// Begins a run of a new client, which knows nothing.
  mutating func begin(_ name: String, mayWrite: Bool) {
    run = Run()
    run.name = name
    run.mayWrite = mayWrite
    run.start = Knowledge(of: binding)
    run.latest = Knowledge(of: binding)
  }

  mutating func violated(_ rule: String, by what: String, at request: Int? = nil) {
    violations.append(Violation(request: request, what: what, rule: rule))
  }

  /// The client got a good answer, which tells the world as it was at some time.
  mutating func told(_ part: Knowledge.Part, _ truth: Truth) {
    if part == .targets { run.healthBefore = run.answered[part] ?? 0 }
    run.count += 1
    run.answered[part] = run.count
    run.latest?[part] = truth
    if run.start?[part] == nil { run.start?[part] = truth }
    if run.unread.values.contains(part) { run.unread = run.unread.filter { $0.value != part } }
    // Where no listener is, nobody can be asked what is on it.
    if part == .listeners, let spec = binding.listener, truth.listener(of: spec) == nil {
      run.unread = run.unread.filter { ![.rules, .furtherCertificates].contains($0.value) }
    }
    // Tags and what stands in front say nothing of targets.
    if [.environments, .endpoints, .interfaces, .group].contains(part) {
      run.wanted.formUnion(run.latest?.wanted ?? [])
    }
  }

  mutating func told(_ name: String, _ answer: NameAnswer?) {
    run.latest?.names[name] = answer
    if run.start?.names[name] == nil { run.start?.names[name] = answer }
    run.wanted.formUnion(run.latest?.wanted ?? [])
  }

  /// The client sent a write.
  mutating func wrote(_ write: Write) {
    let asked = write.asked
    func violated(_ rule: String) {
      self.violated(rule, by: asked.operation, at: write.number)
    }
    if !run.mayWrite { violated("a command that only reads has written") }
    if run.isEnded { violated("a write is begun after the run was told to end") }
    if let hold = run.start?.holdOfAll, run.latest?.holdOfAll != nil {
      violated("something is written in spite of \(hold)")
    }
    if let approved = run.approved, !approved.operations.contains(asked.operation) {
      violated("it was not reviewed")
    }
    if run.unread[asked.operation] != nil {
      violated("its reply was lost, and it is made again with nothing read between")
    }
    checkFront(write)
    switch asked.operation {
    case "CreateTargetGroup": checkNewGroup(write)
    case "RegisterTargets": checkRegistration(write)
    case "DeregisterTargets": checkRemoval(write)
    case "CreateListener", "CreateRule": run.hasAskedForListener = true
    default: break
    }
    note(write)
  }

  private mutating func note(_ write: Write) {
    let operation = write.asked.operation
    switch write.reply {
    case .undone: return
    case .lost: run.unread[operation] = Self.proof(of: operation)
    case .heard(let code):
      if code == "TooManyTargets" { run.hasNoRoom = true }
    }
    run.sent.insert(operation)
    run.lastWrite = run.count
    if operation == "CreateTargetGroup", case .heard(nil) = write.reply {
      // Its first tags are what it was asked for.
      run.latest?[.group] = write.after
      run.latest?[.tags] = write.after
    }
    if operation == "DeregisterTargets" {
      run.removed.formUnion(write.before.registered.subtracting(write.after.registered))
      noteHealthy(write)
    }
    if let before = write.before.group?.healthCheck, let after = write.after.group?.healthCheck,
      before != after, !Self.isOnlyWider(before, after)
    {
      let time = (after.intervalSeconds ?? 30) * (after.unhealthyThreshold ?? 2)
      run.settledAt = write.time + 1000 * (time + (after.timeoutSeconds ?? 10))
      run.unsettled.formUnion(write.before.healthy)
      run.formerCheck = run.formerCheck ?? before
    }
  }

  private mutating func noteHealthy(_ write: Write) {
    guard !run.isDisturbed, let strangers = run.latest?.freeStrangers else { return }
    let before = write.before.healthy.subtracting(strangers).count
    let after = write.after.healthy.subtracting(strangers).count
    if after < before { lowestHealthy = min(lowestHealthy, after) }
  }

  /// The question that shows whether a write took effect.
  private static func proof(of operation: String) -> Knowledge.Part {
    switch operation {
    case "RegisterTargets", "DeregisterTargets": .targets
    case "CreateListener", "ModifyListener": .listeners
    case "CreateRule", "ModifyRule", "SetRulePriorities": .rules
    case "AddListenerCertificates": .furtherCertificates
    case "ImportCertificate": .certificates
    case "AddTagsToCertificate": .importTags
    case "AddTags", "RemoveTags": .tags
    default: .group
    }
  }

  /// Whether all that differs is that more codes count as healthy.
  private static func isOnlyWider(_ before: HealthCheck, _ after: HealthCheck) -> Bool {
    var widened = before
    widened.matcher = after.matcher
    guard widened == after, let old = before.matcher, let new = after.matcher else { return false }
    return (200...499).allSatisfy { new.contains($0) || !old.contains($0) }
  }

  /// Targets as a request names them; nil where one has no port.
  static func targets(_ named: [(id: String, port: Int?)]) -> Set<Target>? {
    var targets: Set<Target> = []
    for target in named {
      guard let port = target.port else { return nil }
      targets.insert(Target(ip(target.id), port: port))
    }
    return targets
  }
}
