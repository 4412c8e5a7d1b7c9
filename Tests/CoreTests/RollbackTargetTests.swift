import TestSupport
import Testing

@testable import Core

/// Which targets the way back registers, and that it removes none.
@Suite struct RollbackTargetTests {
  @Test func `a target that was there before and is the endpoint's now is registered again`() {
    var past = Past.matcherSet()
    past.harbour.register(("10.0.1.5", "healthy", nil))
    #expect(past.changes == [Past.matcherBack, .registerTargets([Target("10.0.2.7")])])
    #expect(past.plan.targets.map(\.standing) == [.wanted, .wanted])
  }

  @Test func `a draining one is registered again`() {
    var past = Past.matcherSet()
    past.harbour.register(("10.0.1.5", "healthy", nil), ("10.0.2.7", "draining", nil))
    #expect(past.changes == [Past.matcherBack, .registerTargets([Target("10.0.2.7")])])
  }

  @Test func `an address that isn't the endpoint's now is never registered`() {
    var past = Past.matcherSet()
    past.before.targets = [Target("10.0.9.9")]
    past.did(.registerTargets([Target("10.0.1.5"), Target("10.0.2.7")]))
    past.did(.deregisterTargets([Target("10.0.9.9")]))
    let plan = past.plan
    #expect(plan.changes.map(\.change) == [Past.matcherBack])
    #expect(plan.findings.map(\.code) == [.notRestored, .notRestored])
    #expect(plan.findings.contains { $0.message.hasPrefix("10.0.9.9:443 was registered before") })
    #expect(
      plan.findings.contains { $0.message.hasPrefix("10.0.1.5:443, 10.0.2.7:443, registered by") }
    )
  }

  @Test func `an address of the endpoint's that was not there before is not registered`() {
    var past = Past.matcherSet()
    past.before.targets = [Target("10.0.1.5")]
    past.harbour.register(("10.0.1.5", "healthy", nil))
    #expect(past.changes == [Past.matcherBack])
    #expect(past.plan.targets.map(\.target) == [Target("10.0.1.5")])
  }

  @Test func `a port that the apply had taken away comes back for the endpoint's addresses`() {
    var past = Past()
    past.before.targets = [Target(ip("10.0.1.5"), port: 8443), Target(ip("10.0.9.9"), port: 8443)]
    past.did(.registerTargets([Target("10.0.1.5"), Target("10.0.2.7")]))
    past.did(.deregisterTargets(past.before.targets))
    #expect(past.changes == [.registerTargets([Target(ip("10.0.1.5"), port: 8443)])])
  }

  @Test func `what is registered again is claimed first, where a ledger is kept`() {
    var past = Past.matcherSet()
    past.harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
    past.harbour.keepLedger("10.0.1.5/443 10.0.9.9/443")
    let back = Target("10.0.2.7")
    #expect(past.changes == [.claimTargets([back]), Past.matcherBack, .registerTargets([back])])
    past.harbour.keepLedger("10.0.1.5/443 10.0.2.7/443 10.0.9.9/443")
    #expect(past.changes == [Past.matcherBack, .registerTargets([back])])
  }

  @Test(arguments: [Ownership.exclusive, .recorded, .addOnly])
  func `nothing is ever removed, whatever is registered`(ownership: Ownership) {
    var past = Past.matcherSet()
    past.harbour.keepLedger("10.0.1.5/443 10.0.2.7/443 10.0.8.8/443")
    past.harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.8.8", "unhealthy", nil)
    )
    past.harbour.binding.targetGroup.ownership = ownership
    let plan = past.plan
    #expect(plan.changes.map(\.change) == [Past.matcherBack])
    #expect(plan.held.isEmpty)
  }
}
