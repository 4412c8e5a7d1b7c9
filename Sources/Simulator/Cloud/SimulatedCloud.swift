package import AWS
package import Core
import Synchronization

/// An AWS in memory that behaves: it answers signed HTTP requests, and has a clock.
///
/// Its world is what a snapshot records. Which account and Region a request is about follows from
/// its signature: the access key's account, and the credential scope's Region. Health changes only
/// as time passes on its clock. Everything it makes up (ids, access keys, request ids) is the same
/// in every run.
package final class SimulatedCloud: Sendable {
  struct State {
    var world: World
    var door: FrontDoor
    var journal = Journal()
    var faults: FaultPlan?
    var operationCounts: [String: Int] = [:]

    /// The latest observation and its time, until something changes the world.
    var latest: (now: Int, seen: Observation)?

    /// How many requests there were, forgotten ones too.
    var requestCount = 0

    let journalLength: Int
  }

  let state: Mutex<State>
  private let clock: any WallClock
  private let signingClock: any WallClock

  /// The account whose access key the world's caller has.
  package let caller: AccountID

  /// A cloud that shows a world.
  ///
  /// The clock moves health checks and draining. Signatures must not be more than 15 minutes away
  /// from the signing clock, which is the same one when nil. Of a journal that gets too long the older
  /// half is forgotten.
  package init(
    world: Observation,
    clock: any WallClock,
    signingClock: (any WallClock)? = nil,
    limits: Limits = Limits(),
    journalLength: Int = .max
  ) {
    self.clock = clock
    self.signingClock = signingClock ?? clock
    caller = world.caller
    let accounts = Set(world.places.keys.map(\.account)).union([world.caller])
    let partition = Self.partition(of: world.places.keys.map(\.region).min() ?? "")
    state = Mutex(
      State(
        world: World(world, limits: limits, at: clock.milliseconds()),
        door: FrontDoor(sessions: Sessions(accounts: accounts, partition: partition)),
        journalLength: journalLength
      )
    )
  }

  /// The accounts of the world, each with an access key of its own.
  package var accounts: [AccountID] { state.withLock { $0.door.sessions.accounts.sorted() } }

  /// Everything that was asked so far.
  package var journal: Journal { state.withLock { $0.journal } }

  /// Begins the journal anew.
  package func clearJournal() {
    state.withLock {
      $0.journal = Journal()
      $0.operationCounts = [:]
    }
  }

  /// Sets what goes wrong from now on; nil for nothing.
  package func setFaults(_ plan: FaultPlan?) { state.withLock { $0.faults = plan } }

  /// Sets the actions that IAM denies to everybody, such as `elasticloadbalancing:RegisterTargets`.
  package func deny(_ actions: Set<String>) { state.withLock { $0.door.deniedActions = actions } }

  /// Sets the tags of an ELBv2 resource.
  package func setTags(_ tags: [Tag], of arn: ARN) {
    state.withLock {
      $0.latest = nil
      $0.world.tags[arn.description] = tags
    }
  }

  /// The world as it is now, as a snapshot that saw everything would record it.
  package func observation() -> Observation {
    let now = now
    return state.withLock { $0.observed(at: now.effects, observedAt: now.signing) }
  }

  /// Changes the world behind AWS's back, at once and for all; a target that is left as it is in
  /// the observation goes on as it was.
  @discardableResult
  package func edit<Result, Failure: Error>(
    _ change: (inout Observation) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let now = now
    var world = state.withLock { $0.observed(at: now.effects, observedAt: now.signing) }
    let result = try change(&world)
    state.withLock { [world] in
      $0.latest = nil
      $0.world.replace(with: world, at: now.effects)
    }
    return result
  }

  var now: (effects: Int, signing: Int) {
    (clock.milliseconds(), signingClock.milliseconds() / 1000)
  }

  private static func partition(of region: String) -> String {
    if region.hasPrefix("cn-") { return "aws-cn" }
    return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
  }
}
