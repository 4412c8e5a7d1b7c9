import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// An apply, and the way back from it, over the whole stack.
@Suite struct RollbackTests {
  private static let former = arn(
    "arn:aws:acm:us-west-2:123456789012:certificate/99999999-1234-1234-1234-123456789012"
  )

  /// A group and a listener that the spec is about to change in every way it can.
  private func stage() throws -> Stage {
    var harbour = Harbour()
    harbour.here.targetGroups[0].healthCheck.intervalSeconds = 15
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200-302")
    harbour.here.listeners[0].sslPolicy = "ELBSecurityPolicy-2016-08"
    harbour.here.listeners[0].certificate = Self.former
    harbour.here.certificates.append(
      Certificate(
        arn: Self.former,
        domainName: "airflow.example.com",
        status: "ISSUED",
        notAfter: Harbour.now + 200 * 86_400
      )
    )
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.9.9", "unhealthy", "Target.Timeout")
    )
    harbour.observation.answers = ["10.0.1.5", "10.0.2.7"].map {
      HealthAnswer(address: ip($0), status: 302)
    }
    harbour.binding.targetGroup.healthCheck.intervalSeconds = 30
    harbour.binding.listener?.sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    return try Stage(harbour)
  }

  private struct Settings: Equatable {
    var healthCheck: HealthCheck
    var certificate: ARN?
    var sslPolicy: String?
  }

  private func settings(_ stage: Stage) throws -> Settings {
    let here = stage.cloud.observation()[.test]
    let group = try #require(here.targetGroups.first)
    let listener = try #require(here.listeners.first)
    return Settings(
      healthCheck: group.healthCheck,
      certificate: listener.certificate,
      sslPolicy: listener.sslPolicy
    )
  }

  /// Applies, and gives the way back by what the report holds.
  private func applied(_ stage: Stage) async throws -> Rollback {
    let report = try await stage.apply()
    #expect(report.status == .converged)
    return try rollback(of: report)
  }

  private func rollback(of report: BindingReport) throws -> Rollback {
    Rollback(
      origin: try #require(report.origin),
      before: try #require(report.before),
      outcomes: report.outcomes
    )
  }

  private func plan(
    _ rollback: Rollback,
    _ stage: Stage
  ) async throws -> (
    BindingPlan, Observation
  ) {
    let goal = Goal.before(rollback)
    let observation = try await stage.observer.observe([goal.binding])[0].get()
    return (goal.plan(region: "us-west-2", in: observation), observation)
  }

  /// Rolls back, as `mooring rollback --auto-approve` does.
  private func rollBack(_ rollback: Rollback, _ stage: Stage) async throws -> BindingReport {
    stage.cloud.clearJournal()
    let (plan, observation) = try await plan(rollback, stage)
    return await stage.apply(plan.changes, from: plan, seen: observation)
  }

  @Test func `all settings go back, and no target leaves`() async throws {
    let stage = try stage()
    let before = try settings(stage)
    let rollback = try await applied(stage)
    #expect(try settings(stage) != before)

    let report = try await rollBack(rollback, stage)
    #expect(report.status == .converged)
    #expect(stage.writes == ["ModifyTargetGroup", "ModifyListener"])
    #expect(try settings(stage) == before)
    #expect(stage.targets == [Target("10.0.1.5"), Target("10.0.2.7")])
    #expect(try await plan(rollback, stage).0.status == .inStep)
  }

  @Test func `a rollback is rolled back by its own report`() async throws {
    let stage = try stage()
    let rollback = try await applied(stage)
    let after = try settings(stage)
    let report = try await rollBack(rollback, stage)
    #expect(report.origin == rollback.origin)
    #expect(try await rollBack(try self.rollback(of: report), stage).status == .converged)
    #expect(try settings(stage) == after)
    #expect(try await stage.plan().0.status == .inStep)
  }

  @Test func `no address that the endpoint had before is registered`() async throws {
    let stage = try stage()
    let rollback = try await applied(stage)
    stage.cloud.edit {
      $0.places[.test]?.networkInterfaces[0].addresses = [ip("10.0.1.23")]
      $0.places[.test]?.networkInterfaces[1].addresses = [ip("10.0.2.41")]
      $0.places[.test]?.targetGroups[0].targets = []
    }
    _ = try await rollBack(rollback, stage)
    #expect(stage.writes == ["ModifyTargetGroup", "ModifyListener"])
    #expect(stage.targets.isEmpty)
  }

  @Test func `a target that was there before and still is the endpoint's is registered again`()
    async throws
  {
    let stage = try stage()
    let rollback = try await applied(stage)
    stage.cloud.edit { $0.places[.test]?.targetGroups[0].targets = [] }
    let report = try await rollBack(rollback, stage)
    #expect(report.status == .converged)
    #expect(stage.targets == [Target("10.0.1.5")])
    #expect(report.targets.map(\.state) == ["healthy"])
  }

  @Test func `a group that is gone is not looked for by its name`() async throws {
    let stage = try stage()
    let rollback = try await applied(stage)
    stage.cloud.edit { $0.places[.test]?.targetGroups[0].arn = arn("\(Harbour.group)0") }
    let report = try await rollBack(rollback, stage)
    #expect(report.status == .held)
    #expect(stage.writes.isEmpty)
  }

  @Test func `a listener that was replaced is left alone, and the group goes back`() async throws {
    let stage = try stage()
    let before = try settings(stage)
    let rollback = try await applied(stage)
    stage.cloud.edit { $0.places[.test]?.listeners[0].arn = arn("\(Harbour.listener)0") }
    let report = try await rollBack(rollback, stage)
    #expect(report.status == .held)
    #expect(stage.writes == ["ModifyTargetGroup"])
    #expect(try settings(stage).healthCheck == before.healthCheck)
    #expect(report.outcomes.map(\.code) == [nil, .finding(.listenerGone)])
  }

  @Test(arguments: ["ModifyTargetGroup", "ModifyListener"])
  func `a write whose reply is lost is not made twice`(operation: String) async throws {
    let stage = try stage()
    let before = try settings(stage)
    let rollback = try await applied(stage)
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == 1
        ? .connectionReset(.afterEffect) : nil
    }
    let report = try await rollBack(rollback, stage)
    #expect(report.outcomes.filter { $0.requestId == nil }.count == 1)
    #expect(report.status == .converged)
    #expect(stage.writes == ["ModifyTargetGroup", "ModifyListener"])
    #expect(try settings(stage) == before)
  }

  @Test func `a rollback that was interrupted is finished by the next`() async throws {
    let stage = try stage()
    let before = try settings(stage)
    let rollback = try await applied(stage)
    stage.cloud.setFaults { arrival in
      if arrival.operation == "ModifyTargetGroup" { withUnsafeCurrentTask { $0?.cancel() } }
      return nil
    }
    let interrupted = try await Task { try await rollBack(rollback, stage) }.value
    #expect(interrupted.status == .partial)
    #expect(interrupted.outcomes.map(\.result) == [.applied, .skipped])
    #expect(stage.writes == ["ModifyTargetGroup"])

    stage.cloud.setFaults(nil)
    #expect(try await rollBack(rollback, stage).status == .converged)
    #expect(stage.writes == ["ModifyListener"])
    #expect(try settings(stage) == before)
  }

  @Test func `a write that is refused doesn't keep the others from going back`() async throws {
    let stage = try stage()
    let before = try settings(stage)
    let rollback = try await applied(stage)
    stage.cloud.deny(["elasticloadbalancing:ModifyTargetGroup"])
    #expect(try await rollBack(rollback, stage).status == .partial)
    #expect(try settings(stage).certificate == before.certificate)
    #expect(try settings(stage).healthCheck != before.healthCheck)
  }

  @Test func `it needs no leave beyond that of the apply`() async throws {
    let stage = try stage()
    let before = try settings(stage)
    let rollback = try await applied(stage)
    let asked = Set(stage.cloud.journal.counts.keys)
    // The policy lets the spec's certificate be read, and the former one is another.
    stage.cloud.deny(["acm:DescribeCertificate"])
    #expect(try await rollBack(rollback, stage).status == .converged)
    #expect(asked.isSuperset(of: stage.cloud.journal.counts.keys))
    #expect(try settings(stage) == before)
  }
}
