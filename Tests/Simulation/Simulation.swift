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
  private var runs = 0

  init(_ scenario: Scenario) {
    self.scenario = scenario
    executor = SeededExecutor(seed: scenario.seed &+ 1)
    clock = SimulationClock(seconds: Harbour.now)
    cloud = SimulatedCloud(world: scenario.harbour.observation, clock: clock)
    watch = WatchedCloud(scenario, cloud: cloud, clock: clock)
    chance = Chance(seed: scenario.seed &+ 2)
  }

  /// Seconds between two runs, as cron has it; every other is long enough for targets to drain.
  private static let pauses = [60, 600]
  private static let stormyRuns = 3
  private static let calmRuns = 6

  mutating func run() -> SimulationResult {
    for _ in 0..<Self.stormyRuns {
      if chance.next().isMultiple(of: 4) { perform(.plan) }
      perform(.apply)
      clock.pass(seconds: Self.pauses[runs % 2])
    }
    watch.calm()
    for _ in 0..<Self.calmRuns {
      let writes = watch.counts.writes
      perform(.apply)
      clock.pass(seconds: Self.pauses[1])
      if watch.counts.writes == writes { break }
    }
    checkEnd()
    var counts = watch.counts
    counts.seeds = 1
    counts.runs = runs
    return SimulationResult(seed: scenario.seed, counts: counts, violations: watch.violations)
  }

  private enum Command {
    case plan
    case apply
  }

  /// Runs one command to its end, or to its client's.
  private mutating func perform(_ command: Command) {
    runs += 1
    let binding = scenario.harbour.binding
    let observer = observer()
    let isDone = Flag()
    let task = Task(executorPreference: executor) {
      defer { isDone.set() }
      guard let seen = try? await observer.observe([binding])[0].get() else { return }
      let plan = BindingPlan(for: binding, region: "us-west-2", in: seen)
      guard command == .apply else { return }
      var permitted = observer
      permitted.access = observer.access.permitted(WritePermit())
      let applier = Applier(observer: permitted) { _, _ in }
      _ = await applier.apply(plan.changes, from: plan, seen: seen)
    }
    watch.begin(mayWrite: command == .apply) { task.cancel() }
    while !isDone.isSet {
      if executor.runOne() || clock.moveOn() { continue }
      return watch.note("run \(runs): nobody can go on, and the run has no end")
    }
  }

  /// What a new process has: nothing learnt, nothing remembered.
  private func observer() -> Observer {
    let (cloud, chance) = (cloud, chance)
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
      cloud.resolver(server: server)
    }
  }

  /// After calm runs nothing may be left to do but what health or a hold keeps back.
  private func checkEnd() {
    let binding = scenario.harbour.binding
    let plan = BindingPlan(for: binding, region: "us-west-2", in: cloud.observation())
    for planned in plan.changes {
      guard planned.isRemoval else {
        watch.note("after calm runs this is left to do: \(planned.change)")
        continue
      }
      let healthy = plan.targets.count { $0.standing == .wanted && $0.isHealthy }
      let wanted = plan.targets.count { $0.standing == .wanted && !$0.isUnused }
      let serving = plan.targets.count { $0.isHealthy }
      if healthy >= binding.safeguards.required(among: wanted, servingBefore: serving) {
        watch.note("after calm runs with \(healthy) healthy this is left to do: \(planned.change)")
      }
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
