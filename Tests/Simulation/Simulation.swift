import AWS
import Core
import Engine
import Resolver
import Simulator
import Synchronization
import TestSupport

/// One seed's life of a binding: runs of the program over a simulated AWS, through mishaps and kills,
/// and then in calm until nothing is left to do.
struct Simulation {
  private let scenario: Scenario
  private let executor: SeededExecutor
  private let clock: SimulationClock
  private let cloud: SimulatedCloud
  private let watch: WatchedCloud
  private let chance: Chance
  private let saved = SavedChanges()
  private var runs = 0

  init(_ scenario: Scenario, isTold: Bool) {
    self.scenario = scenario
    executor = SeededExecutor(seed: scenario.seed &+ 1)
    clock = SimulationClock(seconds: Harbour.now)
    cloud = SimulatedCloud(
      world: scenario.harbour.observation,
      clock: clock,
      limits: scenario.limits,
      journalLength: 4
    )
    watch = WatchedCloud(scenario, cloud: cloud, clock: clock, isTold: isTold)
    chance = Chance(seed: scenario.seed &+ 2)
  }

  /// Seconds between two runs, as cron has it; every other is long enough for targets to drain.
  private static let pauses = [60, 1200]
  private static let calmRuns = 8

  /// What no run may take longer than in calm, besides the wait for health; in milliseconds.
  private static let longestCalmRun = 600_000

  mutating func live() -> SimulationResult {
    for command in scenario.commands {
      if command == .applySaved { perform(.plan) }
      perform(command)
      clock.pass(seconds: Self.pauses[runs % 2])
    }
    watch.look { $0.isCalm = true }
    var isAtRest = false
    for _ in 0..<Self.calmRuns where !isAtRest {
      let before = (writes: watch.look { $0.writes }, time: clock.milliseconds())
      perform(.apply)
      let limit = 1000 * scenario.harbour.binding.safeguards.healthyTimeout + Self.longestCalmRun
      if clock.milliseconds() - before.time > limit { watch.violated("it took too long") }
      isAtRest = watch.look { $0.writes } == before.writes
      if !isAtRest { clock.pass(seconds: Self.pauses[1]) }
    }
    let truth = watch.truth
    if isAtRest { watch.look { $0.checker.rested(truth) } }
    return watch.look { state in
      var counts = state.counts
      counts.seeds = 1
      counts.runs = runs
      for want in scenario.wants { counts.wants[want] = 1 }
      counts.violations = state.checker.violations.count
      counts.lowestHealthy = state.checker.lowestHealthy
      return SimulationResult(
        seed: scenario.seed,
        counts: counts,
        violations: state.checker.violations,
        story: state.story
      )
    }
  }

  /// Runs one command to its end, or to its client's.
  private mutating func perform(_ command: Scenario.Command) {
    runs += 1
    let (watch, saved, executor) = (watch, saved, executor)
    let binding = scenario.harbour.binding
    let observer = observer()
    let isDone = Flag()
    let task = Task(executorPreference: executor) {
      defer { isDone.set() }
      guard let seen = try? await observer.observe([binding])[0].get() else { return }
      let plan = BindingPlan(for: binding, region: "us-west-2", in: seen)
      guard command != .plan else { return saved.keep(plan) }
      guard let approved = command == .apply ? plan.changes : saved.changes(for: plan) else {
        return
      }
      watch.look { $0.checker.run.approved = Checker.Approved(approved) }
      var permitted = observer
      permitted.access = observer.access.permitted(WritePermit())
      let applier = Applier(observer: permitted) { _, _ in }
      let report = await applier.apply(approved, from: plan, seen: seen)
      let truth = watch.truth
      watch.look { state in
        state.story.add("  the report says \(report.status)")
        if !state.isDead { state.checker.reported(report, truth) }
      }
    }
    watch.begin("run \(runs) (\(command))", mayWrite: command != .plan) { task.cancel() }
    while !isDone.isSet {
      if executor.runOne() || clock.moveOn() { continue }
      return watch.violated("nobody can go on, and it has no end")
    }
  }

  /// What a new process has: nothing learnt, nothing remembered.
  private func observer() -> Observer {
    let (cloud, chance, watch) = (cloud, chance, watch)
    let keys = try? AccessKey(of: cloud.caller).credentials()
    let client = Client(
      transport: watch,
      clock: clock,
      credentials: keys.map { FixedCredentials($0) as any CredentialSource } ?? NoCredentials(),
      region: literal(RegionName("us-west-2")),
      random: { chance.next() },
      version: "simulation"
    )
    return Observer(access: CloudAccess(pattern: client, region: nil)) { server in
      WatchedResolver(resolver: cloud.resolver(server: server), watch: watch)
    }
  }
}

extension Checker.Approved {
  init(_ changes: [PlannedChange]) {
    self.init(operations: [], registrations: [], removals: [])
    for planned in changes {
      switch planned.change {
      case .createTargetGroup: operations.insert("CreateTargetGroup")
      case .modifyTargetGroup: operations.insert("ModifyTargetGroup")
      case .registerTargets(let targets, _):
        operations.insert("RegisterTargets")
        registrations.formUnion(targets)
      case .importCertificate:
        operations.formUnion(["ImportCertificate", "AddTagsToCertificate"])
      case .createListener: operations.insert("CreateListener")
      case .modifyListener: operations.insert("ModifyListener")
      case .addListenerCertificates: operations.insert("AddListenerCertificates")
      case .createRule: operations.insert("CreateRule")
      case .modifyRule: operations.formUnion(["ModifyRule", "SetRulePriorities"])
      case .deregisterTargets(let targets):
        operations.insert("DeregisterTargets")
        removals.formUnion(targets)
      case .claimTargets: operations.insert("AddTags")
      case .releaseTargets: operations.formUnion(["AddTags", "RemoveTags"])
      }
    }
  }
}

/// What the last plan of a life saved.
private final class SavedChanges: Sendable {
  private let plan = Mutex<BindingPlan?>(nil)

  func keep(_ plan: BindingPlan) { self.plan.withLock { $0 = plan } }

  /// What was saved, if AWS is still what it was planned from.
  func changes(for fresh: BindingPlan) -> [PlannedChange]? {
    plan.withLock { plan in
      plan.flatMap { $0.fingerprintLines == fresh.fingerprintLines ? $0.changes : nil }
    }
  }
}

/// Something that happens once.
private final class Flag: Sendable {
  private let state = Mutex(false)
  var isSet: Bool { state.withLock { $0 } }
  func set() { state.withLock { $0 = true } }
}

/// Random numbers for all who ask, in the order in which they ask.
private final class Chance: Sendable {
  private let generator: Mutex<SeededGenerator>

  init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

  func next() -> UInt64 { generator.withLock { $0.next() } }
}
