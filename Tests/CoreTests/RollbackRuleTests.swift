import TestSupport
import Testing

@testable import Core

/// The way back of a rule, and what is told of one that stays.
@Suite struct RollbackRuleTests {
  /// The apply gave the rule another host and another priority.
  private func ruleSet() -> Past {
    var past = Past()
    past.harbour = RuleTests.shared(RuleTests.rule("ours", 10, "airflow.example.com"))
    past.before.rule = RuleTests.rule("ours", 30, "old.example.com")
    for setting in [
      Setting(.hosts, from: "old.example.com", to: "airflow.example.com"),
      Setting(.priority, from: "30", to: "10"),
    ] {
      past.did(.modifyRule(RuleTests.ruleARN("ours"), [setting]))
    }
    return past
  }

  private let ruleBack: Change = .modifyRule(
    RuleTests.ruleARN("ours"),
    [
      Setting(.hosts, from: "airflow.example.com", to: "old.example.com"),
      Setting(.priority, from: "10", to: "30"),
    ]
  )

  @Test func `the former hosts and priority of a rule go back`() {
    #expect(ruleSet().changes == [ruleBack])
    #expect(ruleSet().plan.findings.isEmpty)
    var past = ruleSet()
    past.harbour.here.rules = [RuleTests.rule("ours", 30, "old.example.com")]
    #expect(past.plan.status == .inStep)
    #expect(past.plan.shows(ruleBack))
  }

  @Test func `a former priority that is taken by now is held`() {
    var past = ruleSet()
    past.harbour.here.rules.append(RuleTests.rule("new", 30, "b.org", to: RuleTests.intranet))
    #expect(past.plan.held.map(\.change) == [ruleBack])
    #expect(past.plan.held.map(\.code) == [.finding(.rulePriorityTaken)])
  }

  @Test func `a rule that is gone is told`() {
    var past = ruleSet()
    past.harbour.here.rules = []
    #expect(past.plan.held.map(\.change.action) == [.modifyRule])
    #expect(past.plan.held.map(\.code) == [.finding(.listenerGone)])
  }

  private func ruleMade(_ made: ARN?) -> Past {
    var past = Past()
    past.harbour = RuleTests.shared(RuleTests.rule("ours", 10, "airflow.example.com"))
    past.did(
      .createRule(
        NewRule(
          listener: .known(Harbour.listener),
          hosts: ["airflow.example.com"],
          priority: 10
        )
      ),
      made: made
    )
    return past
  }

  @Test func `a rule that the apply made stays, and is named`() {
    let ours = RuleTests.ruleARN("ours")
    #expect(ruleMade(ours).plan.status == .inStep)
    #expect(ruleMade(ours).plan.findings.map(\.code) == [.notRestored])
    #expect(ruleMade(ours).plan.findings[0].remedy.contains("delete-rule --rule-arn \(ours)"))
    #expect(ruleMade(RuleTests.ruleARN("former")).plan.findings.isEmpty)
  }

  @Test func `a rule that may be the apply's is told without a command`() {
    let findings = ruleMade(nil).plan.findings
    #expect(findings.map(\.code) == [.notRestored])
    #expect(findings[0].message.contains("\(RuleTests.ruleARN("ours"))"))
    #expect(!findings[0].remedy.contains("aws "))
  }
}
