import Core
import TestSupport
import Testing

/// Rule 9: who leaves a full group to let new targets in.
@Suite struct RoomTests {
  private static let refused = [Target("10.0.1.5"), Target("10.0.2.7")]
  private static let ill = [Target("10.0.7.7"), Target("10.0.8.8")]
  private static let well = Target("10.0.9.9")

  /// Nothing that is wanted is registered; two stale targets are ill, and one is well.
  private func full() -> Harbour {
    var harbour = Harbour()
    harbour.register(
      ("10.0.7.7", "unhealthy", "Target.Timeout"),
      ("10.0.8.8", "initial", nil),
      ("10.0.9.9", "healthy", nil)
    )
    return harbour
  }

  private func run(_ harbour: Harbour) -> RemovalRun {
    RemovalRun(of: Self.ill + [Self.well], from: harbour.plan)
  }

  private func leaving(_ room: RemovalRun.Room) -> [Target] {
    if case .made(let removal) = room { removal.change.targets } else { [] }
  }

  @Test func `stale targets that are ill make room, and nobody else`() {
    let harbour = full()
    let run = run(harbour)
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)) == Self.ill)
    #expect(leaving(run.room(for: Self.ill + Self.refused, atMost: 9, in: harbour.plan)).count == 2)
  }

  @Test func `no more make room than registrations were refused`() {
    let harbour = full()
    let run = run(harbour)
    let one = run.room(for: [Self.refused[0]], atMost: 9, in: harbour.plan)
    #expect(leaving(one) == [Self.ill[0]])
    #expect(leaving(run.room(for: Self.refused, atMost: 1, in: harbour.plan)) == [Self.ill[0]])
    #expect(leaving(run.room(for: Self.refused, atMost: 0, in: harbour.plan)).isEmpty)
  }

  @Test func `what the plan did not remove makes no room`() {
    let harbour = full()
    let run = RemovalRun(of: [Self.ill[1]], from: harbour.plan)
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)) == [Self.ill[1]])
  }

  @Test func `one that was healthy in this run makes no room`() {
    var harbour = full()
    var run = run(harbour)
    harbour.here.targetGroups[0].targets[0].state = "healthy"
    run.note(harbour.plan)
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    run.note(harbour.plan)
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)) == [Self.ill[1]])
  }

  @Test func `one that was once seen wanted makes no room`() {
    var harbour = full()
    var run = run(harbour)
    var back = harbour
    back.here.networkInterfaces[0].addresses = [ip("10.0.7.7")]
    run.note(back.plan)
    harbour.here.targetGroups[0].targets[1].state = "unhealthy"
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)) == [Self.ill[1]])
  }

  /// It may serve: nothing is known of it.
  @Test(arguments: ["unavailable", "resting"])
  func `one whose health nobody knows makes no room`(state: String) {
    var harbour = full()
    harbour.here.targetGroups[0].targets[0].state = state
    #expect(
      leaving(run(harbour).room(for: Self.refused, atMost: 9, in: harbour.plan)) == [Self.ill[1]]
    )
  }

  @Test func `ill health under a health check that this run changed makes no room`() {
    let harbour = full()
    var run = run(harbour)
    run.note(
      Outcome(
        .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")]),
        .applied,
        reason: ""
      )
    )
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)).isEmpty)
  }

  @Test(arguments: FindingTests.table.filter { $0.holds == .removals || $0.holds == .all })
  func `nobody makes room against a hold of the latest observation`(_ spoilt: Spoilt) {
    var harbour = full()
    let run = run(harbour)
    spoilt.spoil(&harbour)
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)).isEmpty)
  }

  @Test func `nobody makes room against a safeguard`() {
    var harbour = full()
    let run = run(harbour)
    harbour.binding.safeguards.maximumDeregistrations = 2
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)).isEmpty)
  }

  @Test func `nobody leaves a group that lost its load balancer`() {
    var harbour = full()
    let run = run(harbour)
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    // The plan would make the listener again, so it holds no removal.
    #expect(harbour.plan.held.isEmpty)
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)).isEmpty)
  }

  @Test func `a stranger makes no room unless it is to be treated as stale`() {
    var harbour = full()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.here.targetGroups[0].targets[2].state = "unhealthy"
    let run = run(harbour)
    #expect(leaving(run.room(for: Self.refused, atMost: 9, in: harbour.plan)) == Self.ill)
    harbour.binding.safeguards.reassigned = .wait
    let three = run.room(for: Self.refused + [Target("10.0.3.3")], atMost: 9, in: harbour.plan)
    #expect(leaving(three) == Self.ill + [Self.well])
  }

  @Test func `where nobody makes room the registration is held and says what to do`() {
    var harbour = full()
    harbour.register(("10.0.9.9", "healthy", nil))
    guard case .none(let held) = run(harbour).room(for: Self.refused, atMost: 9, in: harbour.plan)
    else {
      Issue.record("room is made")
      return
    }
    #expect(held.code == .safeguard(.targetQuota))
    #expect(held.change == .registerTargets(Self.refused))
    #expect(held.reason.contains("the group has 1"))
    #expect(held.reason.contains("higher quota"))
  }
}
