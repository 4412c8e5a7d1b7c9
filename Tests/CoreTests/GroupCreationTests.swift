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

  /// The way back from the apply that made group and listener, of which AWS answered these ARNs.
  private func rollback(
    group: ARN?,
    listener: ARN?,
    _ result: Outcome.Result = .applied
  ) -> Rollback {
    var binding = Harbour().binding
    binding.targetGroup.create = TargetGroupCreation(vpcId: "vpc-0a")
    let made: [Action: ARN?] = [.createTargetGroup: group, .createListener: listener]
    return Rollback(
      origin: Origin(binding: binding, place: .test),
      before: SettingsBefore(
        targetGroup: nil,
        healthCheck: HealthCheck(),
        targets: [],
        listener: nil
      ),
      outcomes: bare().plan.changes.map {
        Outcome($0.change, result, at: 1, reason: "", made: made[$0.change.action] ?? nil)
      }
    )
  }

  @Test func `a rollback names the group that the apply made`() {
    var harbour = Harbour()
    let rollback = rollback(group: Harbour.group, listener: Harbour.listener)
    let plan = BindingPlan(backBy: rollback, in: harbour.observation)
    #expect(plan.status == .inStep)
    #expect(plan.findings.map(\.code) == [.notRestored, .notRestored, .notRestored])
    let deletion = "delete-target-group --target-group-arn \(Harbour.group)"
    #expect(plan.findings.contains { $0.remedy.hasSuffix(deletion) })
    harbour.here.targetGroups = []
    let gone = BindingPlan(backBy: rollback, in: harbour.observation)
    #expect(gone.changes.isEmpty)
    #expect(gone.findings.map(\.code) == [.targetGroupNotFound])
  }

  @Test func `a rollback never names somebody else's group of the same name`() {
    let harbour = Harbour()
    let rollback = rollback(group: arn("\(Harbour.group)0"), listener: arn("\(Harbour.listener)0"))
    #expect(rollback.binding(from: nil).targetGroup.reference == .arn(arn("\(Harbour.group)0")))
    let plan = BindingPlan(backBy: rollback, in: harbour.observation)
    #expect(plan.changes.isEmpty)
    #expect(plan.findings.map(\.code) == [.targetGroupNotFound])
    #expect(plan.findings[0].message.contains("\(Harbour.group)0 is gone"))
  }

  @Test(arguments: [Outcome.Result.applied, .failed])
  func `a rollback that doesn't know what was made gives no command to delete it`(
    result: Outcome.Result
  ) {
    let rollback = rollback(group: nil, listener: nil, result)
    let plan = BindingPlan(backBy: rollback, in: Harbour().observation)
    #expect(plan.status == .inStep)
    let told = plan.findings.filter { $0.message.hasPrefix("That apply was to make a") }
    #expect(told.count == 2)
    #expect(told.contains { $0.message.contains("one is there: \(Harbour.group).") })
    #expect(!plan.findings.contains { $0.remedy.contains("aws ") })
  }

  @Test(arguments: [Outcome.Result.held, .skipped])
  func `a rollback says nothing of a group that was never to be made`(result: Outcome.Result) {
    let rollback = rollback(group: nil, listener: nil, result)
    #expect(BindingPlan(backBy: rollback, in: Harbour().observation).findings.isEmpty)
  }
}
