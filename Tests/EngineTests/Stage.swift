import AWS
import Core
import Engine
import Resolver
import SigV4
import Simulator
import Synchronization
import TestSupport

/// A whole stack over a simulated cloud: signing, encoding, retries, paging and parsing included.
struct Stage {
  let clock: VirtualClock
  let cloud: SimulatedCloud
  let observer: Observer
  var binding: Binding
  let told = Told()

  /// The harbour's world, or what is left of it, on a machine whose clock may be so many seconds
  /// behind AWS's.
  init(
    _ harbour: Harbour = Harbour(),
    key: AccessKey? = nil,
    behind: Int = 0,
    limits: Limits = Limits(),
    readsLate seconds: Int = 0
  ) throws {
    let clock = VirtualClock(seconds: Harbour.now)
    let cloud = SimulatedCloud(
      world: harbour.observation,
      clock: clock,
      signingClock: ShiftedClock(clock: clock, seconds: behind),
      limits: limits
    )
    self.clock = clock
    self.cloud = cloud
    binding = harbour.binding
    let credentials = try (key ?? AccessKey(of: cloud.caller)).credentials()
    let client = Client(
      transport: seconds > 0 ? LateReads(cloud: cloud, clock: clock, seconds: seconds) : cloud,
      clock: clock,
      credentials: FixedCredentials(credentials),
      region: literal(RegionName("us-west-2")),
      random: { 1 << 63 },
      version: "test"
    )
    observer = Observer(access: CloudAccess(pattern: client, region: nil)) { server in
      cloud.resolver(server: server)
    }
  }

  /// Observes and plans, as `mooring plan` does.
  func plan() async throws -> (BindingPlan, Observation) {
    let observation = try await observer.observe([binding])[0].get()
    return (BindingPlan(for: binding, region: "us-west-2", in: observation), observation)
  }

  /// Plans and applies, as `mooring apply --auto-approve` does.
  func apply() async throws -> BindingReport {
    let (plan, observation) = try await plan()
    return await apply(plan.changes, from: plan, seen: observation)
  }

  func apply(
    _ approved: [PlannedChange],
    from plan: BindingPlan,
    seen observation: Observation
  ) async -> BindingReport {
    var permitted = observer
    permitted.access = observer.access.permitted(WritePermit())
    let applier = Applier(observer: permitted) { _, progress in told.add(progress) }
    return await applier.apply(approved, from: plan, seen: observation)
  }

  /// The operations that wrote, in order.
  var writes: [String] { cloud.journal.writes.map(\.operation) }

  /// The group's targets that are not draining.
  var targets: [Target] {
    cloud.observation()[.test].targetGroups[0].targets
      .filter { !$0.isDraining }.map(\.target).sorted()
  }
}

/// Another clock, so many seconds ahead of it.
private struct ShiftedClock: WallClock {
  let clock: VirtualClock
  let seconds: Int

  func milliseconds() -> Int { clock.milliseconds() + seconds * 1000 }

  func sleep(milliseconds: Int) async { await clock.sleep(milliseconds: milliseconds) }
}

/// What an apply told of its progress.
final class Told: Sendable {
  private let all = Mutex<[Progress]>([])
  func add(_ progress: Progress) { all.withLock { $0.append(progress) } }
  var progress: [Progress] { all.withLock { $0 } }
}
