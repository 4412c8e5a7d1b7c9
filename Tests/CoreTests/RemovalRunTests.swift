import Core
import TestSupport
import Testing

/// The rules of removal, one by one: each test fails without its rule.
@Suite struct RemovalRunTests {
  private static let stale = Target("10.0.9.9")
  private static let second = Target("10.0.8.8")

  /// Both stale targets were healthy at the start.
  private func run(_ harbour: Harbour) -> RemovalRun {
    var start = harbour
    start.register(("10.0.9.9", "healthy", nil), ("10.0.8.8", "healthy", nil))
    return RemovalRun(of: [Self.stale, Self.second], from: start.plan)
  }

  @Test func `live targets go once enough of their replacements are healthy`() {
    var harbour = Harbour()
    let run = run(harbour)
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "initial", nil),
      ("10.0.9.9", "healthy", nil),
      ("10.0.8.8", "healthy", nil)
    )
    let early = run.decision(from: harbour.plan)
    #expect(early.now.isEmpty)
    #expect(early.waiting == [Self.second, Self.stale])
    let count = HealthCount(healthy: 1, required: 2)
    #expect(
      early.removals.map(\.verdict)
        == Array(repeating: .waits(.health(count, .notHealthyYet)), count: 2)
    )

    harbour.here.targetGroups[0].targets[1].state = "healthy"
    let late = run.decision(from: harbour.plan)
    #expect(late.now == [Self.second, Self.stale])
    #expect(late.waiting.isEmpty)
  }

  @Test func `targets that were all dead go once one new one is healthy`() {
    var harbour = Harbour()
    harbour.register(("10.0.9.9", "unhealthy", "Target.Timeout"))
    let run = RemovalRun(of: [Self.stale], from: harbour.plan)
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "unhealthy", nil),
      ("10.0.9.9", "unhealthy", nil)
    )
    #expect(run.decision(from: harbour.plan).now == [Self.stale])
  }

  @Test func `where nothing gets healthy nothing is removed`() {
    var harbour = Harbour()
    harbour.register(("10.0.9.9", "unhealthy", nil))
    harbour.binding.safeguards.minimumHealthy = 0
    let run = RemovalRun(of: [Self.stale], from: harbour.plan)
    harbour.register(
      ("10.0.1.5", "unhealthy", nil),
      ("10.0.2.7", "unhealthy", nil),
      ("10.0.9.9", "unhealthy", nil)
    )
    let decision = run.decision(from: harbour.plan)
    #expect(decision.now.isEmpty)
    #expect(decision.held.map(\.code) == [.safeguard(.notHealthyYet)])
  }

  @Test func `a target in a zone that is not served isn't waited for`() {
    var harbour = Harbour()
    let run = run(harbour)
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "unused", "Target.NotInUse"),
      ("10.0.9.9", "healthy", nil),
      ("10.0.8.8", "healthy", nil)
    )
    #expect(run.decision(from: harbour.plan).now == [Self.second, Self.stale])
  }

  @Test func `a target that was once seen wanted is never removed in this run`() {
    var harbour = Harbour()
    var run = run(harbour)
    var back = harbour
    back.here.networkInterfaces[1].addresses = [ip("10.0.9.9")]
    back.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.9.9", "healthy", nil),
      ("10.0.8.8", "healthy", nil)
    )
    run.note(back.plan)
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.9.9", "healthy", nil),
      ("10.0.8.8", "healthy", nil)
    )
    #expect(run.decision(from: harbour.plan).now == [Self.second])
  }

  @Test func `what the plan did not remove is not removed`() {
    var harbour = Harbour()
    let run = run(harbour)
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.7.7", "healthy", nil),
      ("10.0.9.9", "healthy", nil)
    )
    let decision = run.decision(from: harbour.plan)
    #expect(decision.now == [Self.stale])
    #expect(decision.waiting.isEmpty)
  }

  /// Each doubt that the latest observation raises keeps the targets, however healthy the rest.
  @Test(arguments: FindingTests.table.filter { $0.holds == .removals || $0.holds == .all })
  func `a hold of the latest observation keeps every target`(_ spoilt: Spoilt) {
    var harbour = Harbour()
    let run = run(harbour)
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.9.9", "healthy", nil),
      ("10.0.8.8", "healthy", nil)
    )
    #expect(run.decision(from: harbour.plan).now.count == 2)
    spoilt.spoil(&harbour)
    #expect(run.decision(from: harbour.plan).now.isEmpty)
  }

  @Test func `a stranger goes once one wanted target is registered, however ill`() {
    var harbour = Harbour()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.here.environments[0].status = "UPDATING"
    harbour.register(("10.0.9.9", "healthy", nil))
    let run = RemovalRun(of: [Self.stale], from: harbour.plan)
    #expect(run.decision(from: harbour.plan).waiting == [Self.stale])
    harbour.register(("10.0.1.5", "unhealthy", nil), ("10.0.9.9", "healthy", nil))
    #expect(run.decision(from: harbour.plan).now == [Self.stale])
  }

  @Test func `a stranger is a stale target where the spec says wait`() {
    var harbour = Harbour()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.binding.safeguards.reassigned = .wait
    harbour.register(("10.0.1.5", "unhealthy", nil), ("10.0.9.9", "healthy", nil))
    let run = RemovalRun(of: [Self.stale], from: harbour.plan)
    let decision = run.decision(from: harbour.plan)
    #expect(decision.waiting == [Self.stale])
    #expect(decision.held.map(\.code) == [.safeguard(.reassignedWait)])
  }

  @Test func `a stranger does not count among those that served at the start`() {
    var harbour = Harbour()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.register(("10.0.9.9", "healthy", nil), ("10.0.8.8", "unhealthy", nil))
    let run = RemovalRun(of: [Self.stale, Self.second], from: harbour.plan)
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "unhealthy", nil),
      ("10.0.8.8", "unhealthy", nil)
    )
    let decision = run.decision(from: harbour.plan)
    #expect(run.required(in: harbour.plan) == 1)
    #expect(decision.now == [Self.second])
  }

  @Test(arguments: [(1, true), (2, false), (3, false)])
  func `as many have to be healthy as the spec asks for`(minimum: Int, isEnough: Bool) {
    var harbour = Harbour()
    harbour.binding.safeguards.minimumHealthy = minimum
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "initial", nil),
      ("10.0.9.9", "healthy", nil),
      ("10.0.8.8", "healthy", nil)
    )
    let run = RemovalRun(of: [Self.stale, Self.second], from: harbour.plan)
    let decision = run.decision(from: harbour.plan)
    #expect(decision.now == (isEnough ? [Self.second, Self.stale] : []))
    #expect(decision.waiting == (isEnough ? [] : [Self.second, Self.stale]))
  }
}
