import AWS
import Core
import Engine
import Resolver
import Simulator
import Synchronization
import TestSupport

@testable import Simulation

/// Runs of `mooring apply` in one situation, as from cron and in virtual time, of which the first may
/// be ended at one of its requests.
struct Life {
  /// How the first run is ended at a request, by the request's number from 1.
  enum Ending: Hashable, Sendable {
    /// The process is gone before the request was sent.
    case killedBefore(Int)
    /// The process is gone when the request had its effect, before it has the answer.
    case killedAfter(Int)
    /// SIGTERM while the request is under way: it is finished, and no other begun.
    case terminated(Int)

    fileprivate var trouble: Trouble {
      switch self {
      case .killedBefore(let number): Trouble(.request(number), .mishap(.killBefore))
      case .killedAfter(let number): Trouble(.request(number), .mishap(.killAfter))
      case .terminated(let number): Trouble(.request(number), .mishap(.terminate))
      }
    }
  }

  let cloud: SimulatedCloud
  private let binding: Binding
  private let executor = SeededExecutor(seed: 1)
  private let clock: SimulationClock
  private let watch: WatchedCloud
  private(set) var runs: [Run] = []

  /// What one run did.
  struct Run {
    /// The plan that it set out with and what it reported; nil where it didn't get as far.
    var plan: BindingPlan?
    var report: BindingReport?

    var requests = 0
    var writes: [String] = []

    /// The requests before the first of the apply's own.
    var requestsBeforeApply = 0

    /// The requests that were begun after it was told to end.
    var requestsTooLate = 0
  }

  init(_ situation: Situation, _ ending: Ending? = nil) {
    var scenario = situation.scenario
    scenario.troubles = ending.map { [$0.trouble] } ?? []
    binding = scenario.harbour.binding
    clock = SimulationClock(seconds: scenario.harbour.observation.observedAt)
    cloud = SimulatedCloud(
      world: scenario.harbour.observation,
      clock: clock,
      limits: scenario.limits
    )
    watch = WatchedCloud(scenario, cloud: cloud, clock: clock, isTold: false)
  }

  /// The rules that were broken so far.
  var violations: [Violation] { watch.look { $0.checker.violations } }

  /// All that the world's state depends on: what was written when, and what time it is.
  struct Past: Hashable {
    var writes: [Journal.Entry]
    var milliseconds: Int
  }

  var past: Past {
    var writes = cloud.journal.writes
    for index in writes.indices { writes[index].number = 0 }
    return Past(writes: writes, milliseconds: clock.milliseconds())
  }

  /// The most runs that may be needed.
  private static let mostRuns = 6

  /// Runs, as cron has it, until a run after the first wrote nothing.
  mutating func goOn() {
    repeat {
      clock.pass(seconds: 300)
      run()
    } while runs.last?.writes.isEmpty == false && runs.count < Self.mostRuns
  }

  /// Runs once, to the run's end or its process's.
  mutating func run() {
    let door = Door(to: watch)
    let observer = observer(through: door)
    let (binding, watch) = (binding, watch)
    let requestsBefore = watch.requests
    let writesBefore = cloud.journal.writes.count
    let (run, isDone) = (Held(Run()), Held(false))
    let task = Task(executorPreference: executor) {
      defer { isDone.value = true }
      guard let seen = try? await observer.observe([binding])[0].get() else { return }
      let plan = BindingPlan(for: binding, region: "us-west-2", in: seen)
      watch.look { $0.checker.run.approved = Checker.Approved(plan.changes) }
      run.value.plan = plan
      run.value.requestsBeforeApply = watch.requests - requestsBefore
      var permitted = observer
      permitted.access = observer.access.permitted(WritePermit())
      let applier = Applier(observer: permitted) { _, _ in }
      let report = await applier.apply(plan.changes, from: plan, seen: seen)
      run.value.report = report
      let truth = watch.truth
      watch.look { if !$0.isDead { $0.checker.reported(report, truth) } }
    }
    watch.begin("run \(runs.count + 1)", mayWrite: true) {
      door.close()
      task.cancel()
    }
    while !isDone.value {
      if executor.runOne() || clock.moveOn() { continue }
      watch.violated("nobody can go on, and it has no end")
      break
    }
    run.value.requests = watch.requests - requestsBefore
    run.value.writes = cloud.journal.writes.dropFirst(writesBefore).map(\.operation)
    run.value.requestsTooLate = door.requestsTooLate
    runs.append(run.value)
  }

  /// What a new process has: nothing learnt, nothing remembered.
  private func observer(through door: Door) -> Observer {
    let (cloud, watch) = (cloud, watch)
    let keys = try? AccessKey(of: cloud.caller).credentials()
    let client = Client(
      transport: door,
      clock: clock,
      credentials: keys.map { FixedCredentials($0) as any CredentialSource } ?? NoCredentials(),
      region: literal(RegionName("us-west-2")),
      random: { 1 << 63 },
      version: "crash"
    )
    return Observer(access: CloudAccess(pattern: client, region: nil)) { server in
      WatchedResolver(resolver: cloud.resolver(server: server), watch: watch)
    }
  }
}

/// The way out of one process, which knows what is begun after the process was told to end.
private final class Door: Transport {
  private let transport: any Transport
  private let state = Mutex((isClosed: false, tooLate: 0))

  init(to transport: any Transport) { self.transport = transport }

  var requestsTooLate: Int { state.withLock { $0.tooLate } }

  func close() { state.withLock { $0.isClosed = true } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    state.withLock { if $0.isClosed { $0.tooLate += 1 } }
    return try await transport.send(request)
  }
}

extension WatchedCloud {
  /// The requests so far, of all runs.
  fileprivate var requests: Int { look { $0.counts.requests } }
}

/// A value that is written in one job and read in another.
private final class Held<Value: Sendable>: Sendable {
  private let state: Mutex<Value>
  init(_ value: Value) { state = Mutex(value) }

  var value: Value {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
