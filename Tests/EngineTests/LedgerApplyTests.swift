import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// `ownership: recorded`, carried out: claim, register, deregister, release.
@Suite struct LedgerApplyTests {
  @Test func `targets are claimed, registered, deregistered and released, in this order`()
    async throws
  {
    let stage = try Stage(LedgerWorld.recreated())
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == LedgerWorld.writes)
    #expect(
      report.outcomes.map(\.change) == [
        .claimTargets(LedgerWorld.new), .registerTargets(LedgerWorld.new),
        .deregisterTargets(LedgerWorld.old),
        .releaseTargets(LedgerWorld.old),
      ]
    )
    #expect(report.outcomes.allSatisfy { $0.result == .applied && $0.requestId != nil })
    try await stage.expectEnd()
  }

  @Test func `a first run adopts what is there and never removes the rest`() async throws {
    var harbour = Harbour.recorded("")
    harbour.here.targetGroups[0].targets.append(
      RegisteredTarget(Target("10.0.7.7"), state: "unhealthy")
    )
    let stage = try Stage(harbour)
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["AddTags"])
    #expect(stage.entries == ["10.0.1.5/443", "10.0.2.7/443"])
    #expect(stage.targets.contains(Target("10.0.7.7")))
  }

  @Test func `a ledger of several tags is repacked, and what is not needed goes`() async throws {
    var harbour = LedgerWorld.recreated()
    let gone = (1...40).map { "10.200.100.\($0)/65000" }
    harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("airflow", 2)] =
      gone.prefix(13).joined(separator: " ")
    harbour.here.targetGroups[0].tags.ledgers[Harbour.ledgerKey("airflow", 4)] =
      gone.dropFirst(13).prefix(13).joined(separator: " ")
    let stage = try Stage(harbour)
    #expect(try await stage.apply().status == .converged)
    #expect(
      stage.writes == [
        "AddTags", "RemoveTags", "RegisterTargets", "DeregisterTargets", "AddTags", "RemoveTags",
      ]
    )
    #expect(stage.tags.ledgers.keys.sorted() == [Harbour.ledgerKey()])
    try await stage.expectEnd()
  }

  @Test func `two bindings of one group leave each other's targets alone`() async throws {
    var first = try Stage(LedgerWorld.recreated("10.0.1.5/443"))
    first.binding.name = "airflow"
    var second = first
    second.binding.name = "reports"
    second.binding.endpoint.source = .addresses([ip("10.0.2.7"), ip("10.0.7.7")])
    second.cloud.setAnswer(of: ip("10.0.2.7"), to: 200)
    #expect(try await second.apply().status == .converged)
    #expect(try await first.apply().status == .converged)
    #expect(
      first.targets == [
        Target("10.0.1.23"), Target("10.0.2.7"), Target("10.0.2.41"), Target("10.0.7.7"),
      ]
    )
    for stage in [first, second] {
      let (plan, _) = try await stage.plan()
      #expect(plan.status == .inStep)
    }
    #expect(second.tags.ledgers.count == 2)
  }
}
