import TestSupport
import Testing

@testable import Core

/// What a missing target group is planned from.
@Suite struct GroupCreationTests {
  private func bare(_ change: (inout TargetGroupSpec) -> Void = { _ in }) -> Harbour {
    var harbour = Harbour()
    harbour.binding.targetGroup.create = TargetGroupCreation(vpcId: "vpc-0a")
    change(&harbour.binding.targetGroup)
    harbour.here.targetGroups = []
    harbour.here.listeners = []
    return harbour
  }

  private func new(in plan: BindingPlan) -> NewTargetGroup? {
    guard case .createTargetGroup(let new) = plan.changes.first?.change else { return nil }
    return new
  }

  @Test func `a missing group is an error without create, and a change with it`() {
    #expect(bare { $0.create = nil }.plan.findings.map(\.code) == [.targetGroupNotFound])
    let plan = bare().plan
    #expect(plan.findings.isEmpty)
    #expect(plan.targetGroup == nil)
    #expect(
      plan.changes.map(\.change.action) == [.createTargetGroup, .registerTargets, .createListener]
    )
  }

  @Test func `nothing of its health check is left to AWS`() {
    #expect(
      new(in: bare().plan)?.healthCheck
        == HealthCheck(
          protocol: "HTTPS",
          port: "traffic-port",
          path: "/",
          matcher: matcher("200,302"),
          intervalSeconds: 30,
          timeoutSeconds: 10,
          healthyThreshold: 5,
          unhealthyThreshold: 2
        )
    )
    let given = HealthCheckSpec(
      matcher: matcher("200"),
      path: "/health",
      protocol: .http,
      port: .number(8080),
      intervalSeconds: 5,
      timeoutSeconds: nil,
      healthyThreshold: 3,
      unhealthyThreshold: 4
    )
    let check = new(in: bare { $0.healthCheck = given }.plan)?.healthCheck
    #expect(check?.drift(from: given) == [])
    #expect(check?.timeoutSeconds == 4)
    let slow = new(in: bare { $0.healthCheck.timeoutSeconds = 60 }.plan)?.healthCheck
    #expect(slow?.intervalSeconds == 61)
  }

  @Test func `the ledger and the spec's tags are its first`() {
    let plan = bare {
      $0.ownership = .recorded
      $0.create?.tags = ["team": "data"]
    }.plan
    #expect(
      new(in: plan)?.tags
        == ["team": "data", Harbour.ledgerKey(): "10.0.1.5/443 10.0.2.7/443"]
    )
    #expect(!plan.changes.contains { $0.change.action == .claimTargets })
  }

  @Test func `what holds everything holds it too`() {
    var harbour = bare()
    harbour.here.environments[0].accessMode = "PUBLIC_ONLY"
    harbour.here.environments[0].webServerEndpointService = nil
    #expect(harbour.plan.changes.isEmpty)
    #expect(harbour.plan.held.map(\.change.action).contains(.createTargetGroup))
  }

  @Test func `the group is shown as made only where it is as it was asked for`() throws {
    let made = try #require(bare().plan.changes.first?.change)
    var harbour = bare()
    #expect(!harbour.plan.shows(made))
    harbour.here.targetGroups = [Harbour.targetGroup]
    #expect(harbour.plan.shows(made))
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    #expect(!harbour.plan.shows(made))
    harbour.here.targetGroups = [Harbour.targetGroup]
    harbour.here.targetGroups[0].vpcId = "vpc-0b"
    #expect(!harbour.plan.shows(made))
  }

  @Test func `a group that takes other addresses than it is to be made for is a mismatch`() {
    var harbour = bare { $0.create?.family = .ipv6 }
    harbour.here.targetGroups = [Harbour.targetGroup]
    #expect(harbour.plan.findings.map(\.code).contains(.targetGroupMismatch))
  }

  @Test func `a rollback names the group that the apply made`() {
    var harbour = Harbour()
    harbour.binding.targetGroup.create = TargetGroupCreation(vpcId: "vpc-0a")
    let rollback = Rollback(
      origin: Origin(binding: harbour.binding, place: .test),
      before: SettingsBefore(
        targetGroup: nil,
        healthCheck: HealthCheck(),
        targets: [],
        listener: nil
      ),
      outcomes: bare().plan.changes.map { Outcome($0.change, .applied, at: 1, reason: "") }
    )
    let plan = BindingPlan(backBy: rollback, in: harbour.observation)
    #expect(plan.status == .inStep)
    #expect(plan.findings.map(\.code) == [.notRestored, .notRestored, .notRestored])
    #expect(plan.findings.contains { $0.remedy.contains("delete-target-group") })
    harbour.here.targetGroups = []
    let gone = BindingPlan(backBy: rollback, in: harbour.observation)
    #expect(gone.changes.isEmpty)
    #expect(gone.findings.map(\.code) == [.targetGroupNotFound])
  }
}
