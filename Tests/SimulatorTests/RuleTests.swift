import Core
import Simulator
import Testing

@Suite struct RuleTests {
  /// The parameters of a rule on the sample's listener; later ones of a name take the place of these.
  private func rule(_ changed: [(String, String)] = []) -> [(String, String)] {
    let usual = [
      ("ListenerArn", SampleWorld.listenerARN), ("Priority", "10"),
      ("Conditions.member.1.Field", "host-header"),
      ("Conditions.member.1.HostHeaderConfig.Values.member.1", "Airflow.example.com"),
      ("Actions.member.1.Type", "forward"),
      ("Actions.member.1.TargetGroupArn", SampleWorld.groupARN),
    ]
    let names = Set(changed.map(\.0))
    return usual.filter { !names.contains($0.0) } + changed
  }

  @Test func `a new rule is shown as it was made, and its group knows`() async throws {
    let bench = try Bench()
    let group = ("Actions.member.1.TargetGroupArn", SampleWorld.unusedGroupARN)
    let reply = try await bench.elb("CreateRule", rule([group]))
    let arn = try #require(reply.first("RuleArn"))
    let shown = try await bench.elb("DescribeRules", [("RuleArns.member.1", arn)])
    for answer in [reply, shown] {
      #expect(answer.first("Priority") == "10")
      #expect(answer.all("Field") == ["host-header"])
      #expect(answer.first("IsDefault") == "false")
    }
    let groups = bench.cloud.observation().places[try SampleWorld.place()]?.targetGroups ?? []
    #expect(groups.map(\.loadBalancers.count) == [1, 1])
  }

  @Test(arguments: [
    ("Priority", "0", "ValidationError"), ("Priority", "50001", "ValidationError"),
    ("ListenerArn", SampleWorld.listenerARN + "0", "ListenerNotFound"),
    (
      "Actions.member.1.TargetGroupArn", SampleWorld.arnText("targetgroup/n/1"),
      "TargetGroupNotFound"
    ),
  ])
  func `a rule that can't be is refused, and nothing changes`(
    name: String,
    value: String,
    code: String
  ) async throws {
    let bench = try Bench()
    let before = bench.cloud.observation()
    let reply = try await bench.elb("CreateRule", rule([(name, value)]))
    #expect(reply.first("Code") == code)
    #expect(bench.cloud.observation() == before)
  }

  @Test func `a priority is one rule's only, however it is asked for`() async throws {
    let bench = try Bench()
    let first = try await bench.elb("CreateRule", rule())
    let taken = try await bench.elb("CreateRule", rule())
    #expect(taken.first("Code") == "PriorityInUse")
    let second = try await bench.elb("CreateRule", rule([("Priority", "11")]))
    let arns = [try #require(first.first("RuleArn")), try #require(second.first("RuleArn"))]
    func move(_ priorities: (arn: String, priority: String)...) async throws -> Bench.Reply {
      try await bench.elb(
        "SetRulePriorities",
        priorities.enumerated().flatMap { index, pair in
          [
            ("RulePriorities.member.\(index + 1).RuleArn", pair.arn),
            ("RulePriorities.member.\(index + 1).Priority", pair.priority),
          ]
        }
      )
    }
    #expect(try await move((arns[1], "10")).first("Code") == "PriorityInUse")
    #expect(try await move((arns[0], "11"), (arns[1], "10")).all("Priority") == ["11", "10"])
    #expect(try await move((arns[0], "12")).all("Priority") == ["12"])
  }

  @Test func `a rule gets other hosts, and keeps the rest`() async throws {
    let bench = try Bench()
    let made = try await bench.elb("CreateRule", rule())
    let arn = try #require(made.first("RuleArn"))
    let reply = try await bench.elb(
      "ModifyRule",
      [
        ("RuleArn", arn), ("Conditions.member.1.Field", "host-header"),
        ("Conditions.member.1.HostHeaderConfig.Values.member.1", "b.example.com"),
      ]
    )
    #expect(reply.first("Priority") == "10")
    #expect(reply.body.contains("b.example.com"))
    #expect(!reply.body.contains("airflow.example.com"))
  }
}
