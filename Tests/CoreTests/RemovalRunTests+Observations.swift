import Core
import TestSupport
import Testing

/// What later observations of a run do to its removals.
extension RemovalRunTests {
  /// Right after a registration AWS may answer from before it.
  @Test func `a wanted target that isn't listed yet is one to wait for`() {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
    let run = RemovalRun(of: [Target("10.0.9.9")], from: harbour.plan)
    let decision = run.decision(from: harbour.plan)
    #expect(run.required(in: harbour.plan) == 2)
    #expect(decision.waiting == [Target("10.0.9.9")])
  }

  @Test func `a wanted target that is still draining is one to wait for`() {
    var harbour = Harbour()
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "draining", nil),
      ("10.0.9.9", "healthy", nil)
    )
    let run = RemovalRun(of: [Target("10.0.9.9")], from: harbour.plan)
    #expect(run.decision(from: harbour.plan).waiting == [Target("10.0.9.9")])
  }

  @Test(arguments: [nil, "draining"])
  func `a target that left and is back was registered by somebody else, and stays`(
    meanwhile: String?
  ) {
    var harbour = Harbour()
    let healthy = harbour.here.targetGroups[0].targets
    func listed(_ state: String?) -> BindingPlan {
      let old = state.map { RegisteredTarget(Target("10.0.9.9"), state: $0) }
      harbour.here.targetGroups[0].targets = healthy + [old].compactMap(\.self)
      return harbour.plan
    }
    var run = RemovalRun(of: [Target("10.0.9.9")], from: listed("healthy"))
    run.note(listed("healthy"))
    #expect(run.decision(from: listed("healthy")).now == [Target("10.0.9.9")])
    run.note(listed(meanwhile))
    run.note(listed("healthy"))
    #expect(run.decision(from: listed("healthy")).now.isEmpty)
  }

  /// 10.0.2.7 was registered just now; the start tells what else there is.
  @Test func `health is waited for before the first look, unless something may go at once`() {
    func firstWait(_ change: (inout Harbour) -> Void) -> RemovalRun.Step? {
      var harbour = Harbour()
      harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
      change(&harbour)
      let start = harbour.plan
      var run = RemovalRun(of: start.removals, from: start)
      let registered = Outcome(.registerTargets([Target("10.0.2.7")]), .applied, reason: "")
      run.begin(
        waitingFor: AwaitedHealth(after: [registered], from: start, changing: nil, at: 0)
      )
      return run.firstWait(from: start, at: 0)
    }
    #expect(firstWait { _ in } == .wait(required: 2))
    #expect(firstWait { $0.binding.safeguards.minimumHealthy = 1 } == nil)
    #expect(firstWait { $0.binding.safeguards.healthyTimeout = 0 } == nil)
    #expect(firstWait { $0.here.networkInterfaces.append(FindingTests.stranger) } == nil)
    #expect(
      firstWait {
        $0.here.networkInterfaces.append(FindingTests.stranger)
        $0.binding.safeguards.reassigned = .wait
      } == .wait(required: 2)
    )
    #expect(firstWait { $0.here.environments[0].status = "UPDATING" } == .wait(required: nil))
  }

  @Test func `strangers that the spec treats as stale count among those that served`() {
    var harbour = Harbour()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.here.networkInterfaces[2].addresses.append(ip("10.0.8.8"))
    harbour.binding.safeguards.reassigned = .wait
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "initial", nil),
      ("10.0.8.8", "healthy", nil),
      ("10.0.9.9", "healthy", nil)
    )
    let run = RemovalRun(of: [Target("10.0.8.8"), Target("10.0.9.9")], from: harbour.plan)
    let decision = run.decision(from: harbour.plan)
    #expect(run.required(in: harbour.plan) == 2)
    #expect(decision.now.isEmpty)
  }

  @Test func `a stranger stays in a group whose listener went during the run`() {
    var harbour = Harbour()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
    let run = RemovalRun(of: [Target("10.0.9.9")], from: harbour.plan)
    #expect(run.decision(from: harbour.plan).now == [Target("10.0.9.9")])
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    let decision = run.decision(from: harbour.plan)
    #expect(decision.now.isEmpty)
    #expect(decision.held.map(\.code) == [.safeguard(.targetGroupUnused)])
  }
}
