import Core
import Engine
import Simulator
import TestSupport
import Testing

/// A saved plan is applied as it was reviewed, or not at all.
@Suite struct SavedPlanTests {
  private func drifted() -> Harbour {
    var harbour = ApplierTests.recreated()
    harbour.register(("10.0.1.5", "unhealthy", nil), ("10.0.1.23", "healthy", nil))
    return harbour
  }

  /// What changes between plan and apply, and whether the plan's fingerprint has to change.
  static let changes: [(String, Bool, @Sendable (inout Observation) -> Void)] = [
    ("health", false, { $0.places[.test]?.targetGroups[0].targets[1].state = "unhealthy" }),
    ("environment status", false, { $0.places[.test]?.environments[0].status = "UPDATING" }),
    ("environment leaving", false, { $0.places[.test]?.environments[0].status = "DELETING" }),
    ("DNS", false, { $0.names = [] }),
    ("time", false, { $0.observedAt += 3600 }),
    ("matcher", true, { $0.places[.test]?.targetGroups[0].healthCheck.matcher = matcher("200") }),
    ("targets", true, { $0.places[.test]?.targetGroups[0].targets.removeLast() }),
    (
      "address", true,
      { $0.places[.test]?.networkInterfaces[0].addresses = [ip("10.0.1.99")] }
    ),
    ("endpoint state", true, { $0.places[.test]?.vpcEndpoints[0].state = "pending" }),
    ("access mode", true, { $0.places[.test]?.environments[0].accessMode = "PUBLIC_AND_PRIVATE" }),
    ("listener", true, { $0.places[.test]?.listeners[0].sslPolicy = "ELBSecurityPolicy-2016-08" }),
    ("caller", true, { $0.caller = literal(AccountID("210987654321")) }),
  ]

  @Test(arguments: changes.indices) func `the fingerprint covers what the changes were made from`(
    index: Int
  ) {
    let (name, isCovered, change) = Self.changes[index]
    var harbour = drifted()
    let before = harbour.plan.fingerprintLines
    change(&harbour.observation)
    #expect((harbour.plan.fingerprintLines != before) == isCovered, "\(name)")
  }

  @Test func `a draining target is not part of the fingerprint`() {
    var harbour = drifted()
    let before = harbour.plan.fingerprintLines
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.7.7"), state: "draining")
    )
    #expect(harbour.plan.fingerprintLines == before)
  }

  @Test func `nothing is added to a saved plan, and a hold may keep a step back`() async throws {
    let stage = try Stage(drifted())
    let (saved, _) = try await stage.plan()
    #expect(saved.changes.map(\.change.action) == [.registerTargets, .deregisterTargets])
    stage.cloud.edit {
      $0.places[.test]?.environments[0].status = "UPDATING"
      $0.places[.test]?.targetGroups[0].targets.append(
        RegisteredTarget(Target("10.0.9.9"), state: "unhealthy")
      )
    }
    let (fresh, observation) = try await stage.plan()
    let report = await stage.apply(saved.changes, from: fresh, seen: observation)
    #expect(stage.writes == ["RegisterTargets"])
    #expect(report.outcomes.contains { $0.code == .finding(.environmentUnsettled) })
    #expect(stage.targets.contains(Target("10.0.9.9")))
  }

  @Test func `a saved plan without a step is not converged while one is due`() async throws {
    var harbour = drifted()
    harbour.register(("10.0.1.23", "healthy", nil), ("10.0.2.41", "healthy", nil))
    let stage = try Stage(harbour)
    stage.cloud.edit {
      $0.places[.test]?.targetGroups[0].targets.append(
        RegisteredTarget(Target("10.0.9.9"), state: "unhealthy")
      )
    }
    let (fresh, observation) = try await stage.plan()
    let report = await stage.apply([], from: fresh, seen: observation)
    #expect(report.status == .partial)
    #expect(stage.writes.isEmpty)
  }

  @Test func `a listener's step is kept back where its certificate has expired since`() async throws
  {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "healthy", nil))
    harbour.here.listeners[0].sslPolicy = "ELBSecurityPolicy-2016-08"
    harbour.binding.listener?.sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    let stage = try Stage(harbour)
    let (saved, _) = try await stage.plan()
    #expect(saved.changes.map(\.change.action) == [.registerTargets, .modifyListener])
    stage.cloud.edit { $0.places[.test]?.certificates[0].notAfter = Harbour.now }
    let (fresh, observation) = try await stage.plan()
    #expect(fresh.fingerprintLines == saved.fingerprintLines)
    let report = await stage.apply(saved.changes, from: fresh, seen: observation)
    #expect(stage.writes == ["RegisterTargets"])
    #expect(report.outcomes.contains { $0.code == .finding(.certificateExpired) })
  }
}
