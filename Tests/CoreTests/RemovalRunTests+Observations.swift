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
