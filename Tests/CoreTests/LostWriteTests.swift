import Core
import TestSupport
import Testing

/// What a fresh plan says of a write whose reply was lost.
@Suite struct LostWriteTests {
  private static let new = NewListener(
    loadBalancer: Harbour.balancer,
    port: 443,
    protocol: .https,
    certificate: .known(Harbour.certificate),
    sslPolicy: nil
  )

  private static let policy = Setting(
    .sslPolicy,
    from: nil,
    to: "ELBSecurityPolicy-TLS13-1-2-2021-06"
  )

  /// Each was made in the world that is in step.
  static let made: [Change] = [
    .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")]),
    .registerTargets([Target("10.0.1.5"), Target("10.0.2.7")]),
    .createListener(new),
    .modifyListener(Harbour.listener, [policy]),
    .deregisterTargets([Target("10.0.9.9")]),
  ]

  @Test func `the ledger shows what was claimed and what was released`() {
    let both = [Target("10.0.1.5"), Target("10.0.2.7")]
    let plan = Harbour.recorded("10.0.1.5/443").plan
    #expect(plan.shows(.claimTargets([both[0]])))
    #expect(!plan.shows(.claimTargets(both)))
    #expect(plan.stillWants(.claimTargets([both[1]])))
    #expect(plan.shows(.releaseTargets([both[1]])))
    #expect(!plan.shows(.releaseTargets(both)))
    #expect(!plan.stillWants(.releaseTargets(both)))
    // Where none is kept, nothing is shown.
    #expect(!Harbour().plan.shows(.claimTargets(both)))
    #expect(!Harbour().plan.shows(.releaseTargets(both)))
  }

  @Test(arguments: made) func `what was made is shown`(_ change: Change) {
    #expect(Harbour().plan.shows(change))
    #expect(!Harbour().plan.stillWants(change))
  }

  @Test(arguments: made) func `what was not made is not shown, and wanted but for removals`(
    _ change: Change
  ) {
    var harbour = Harbour()
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
    harbour.binding.listener?.sslPolicy = Self.policy.to
    if change.action == .createListener { harbour.here.listeners = [] }
    if change.action == .modifyListener { harbour.here.listeners[0].sslPolicy = "old" }
    #expect(!harbour.plan.shows(change))
    #expect(harbour.plan.stillWants(change) == (change.action != .deregisterTargets))
  }

  @Test(arguments: [LostWriteTests.made[2], LostWriteTests.made[3]])
  func `a listener that can't be read is no sign that it was written`(_ change: Change) {
    var harbour = Harbour()
    harbour.here.loadBalancers = []
    harbour.here.listeners = []
    harbour.here.unread = [Unread(.loadBalancer, name: "airflow", reason: "Throttling")]
    #expect(!harbour.plan.shows(change))
    #expect(!harbour.plan.stillWants(change))
  }

  @Test func `a registration that is no longer wanted is neither shown nor made again`() {
    var harbour = Harbour()
    harbour.here.networkInterfaces[1].addresses = [ip("10.0.2.8")]
    harbour.register(("10.0.1.5", "healthy", nil))
    let change = Change.registerTargets([Target("10.0.2.7")])
    #expect(!harbour.plan.shows(change))
    #expect(!harbour.plan.stillWants(change))
  }

  @Test func `what a finding holds now is not made again`() {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "healthy", nil))
    harbour.here.vpcEndpoints[0].state = "pending"
    #expect(!harbour.plan.stillWants(.registerTargets([Target("10.0.2.7")])))
  }
}
