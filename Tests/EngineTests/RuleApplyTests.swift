import Core
import Engine
import Simulator
import TestSupport
import Testing

/// Rules made and repaired against a simulated AWS.
@Suite struct RuleApplyTests {
  private static let intranet = arn(
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/intranet/1"
  )

  /// Nothing listens yet, and the group is empty.
  private func bare() -> Harbour {
    var harbour = Harbour()
    harbour.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
    harbour.here.targetGroups[0].targets = []
    harbour.here.targetGroups[0].loadBalancers = []
    harbour.here.listeners = []
    return harbour
  }

  /// A listener of another application's, with our rule behind its own, and with another host.
  private func drifted() -> Harbour {
    var harbour = Harbour()
    harbour.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
    harbour.here.listeners[0].defaultActions = [.forward([Self.intranet])]
    harbour.here.rules = [
      Rule(
        arn: arn("\(Harbour.listener)/1".replacing("listener/", with: "listener-rule/")),
        listener: Harbour.listener,
        priority: 30,
        hosts: ["airflow.example.com", "old.example.com"],
        hasOtherConditions: false,
        actions: [.forward([Harbour.group])]
      )
    ]
    return harbour
  }

  @Test func `a listener and its rule are made, and then the targets are waited for`() async throws
  {
    let stage = try Stage(bare())
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["RegisterTargets", "CreateListener", "CreateRule"])
    #expect(report.targets.allSatisfy { $0.isHealthy })
    let here = stage.cloud.observation()[.test]
    #expect(here.listeners.map(\.defaultActions) == [[.other("fixed-response")]])
    #expect(here.rules.map(\.hosts) == [["airflow.example.com"]])
    #expect(here.rules.map(\.listener) == here.listeners.map(\.arn))
    #expect(try await stage.plan().0.status == .inStep)
  }

  @Test func `a rule is repaired, a call for each setting`() async throws {
    let stage = try Stage(drifted())
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["ModifyRule", "SetRulePriorities"])
    #expect(report.outcomes.map(\.change.action) == [.modifyRule, .modifyRule])
    let rule = try #require(stage.cloud.observation()[.test].rules.first)
    #expect(rule.hosts == ["airflow.example.com"])
    #expect(rule.priority == 10)
    #expect(report.before?.rule?.priority == 30)
  }

  /// Other hosts at the old priority could take what comes for the rules in between.
  @Test func `a rule that moves behind others gets its priority first`() async throws {
    var harbour = drifted()
    harbour.here.rules[0].priority = 5
    let stage = try Stage(harbour)
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["SetRulePriorities", "ModifyRule"])
  }

  @Test(arguments: ["CreateListener", "CreateRule"])
  func `a rule goes on the listener that was made, if only by a lost reply`(
    operation: String
  ) async throws {
    let stage = try Stage(bare())
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == 1
        ? .connectionReset(.afterEffect) : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["RegisterTargets", "CreateListener", "CreateRule"])
    #expect(stage.cloud.observation()[.test].rules.count == 1)
  }

  /// A listener of another application's, whose default certificate is theirs.
  private func shared() -> Harbour {
    var harbour = drifted()
    let theirs = arn("arn:aws:acm:us-west-2:123456789012:certificate/theirs")
    harbour.here.certificates.append(
      Certificate(arn: theirs, domainName: "wiki.example.com", status: "ISSUED")
    )
    harbour.here.listeners[0].certificate = theirs
    return harbour
  }

  @Test(arguments: [false, true])
  func `a certificate goes beside the default one, once`(isReplyLost: Bool) async throws {
    let stage = try Stage(shared())
    stage.cloud.setFaults { arrival in
      isReplyLost && arrival.operation == "AddListenerCertificates"
        && arrival.numberOfOperation == 1 ? .connectionReset(.afterEffect) : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["AddListenerCertificates", "ModifyRule", "SetRulePriorities"])
    let listener = try #require(stage.cloud.observation()[.test].listeners.first)
    #expect(listener.certificate == shared().here.listeners[0].certificate)
    #expect(listener.furtherCertificates == [Harbour.certificate])
    #expect(try await stage.plan().0.status == .inStep)
  }

  @Test func `without its listener the rule is skipped`() async throws {
    let stage = try Stage(bare())
    stage.cloud.deny(["elasticloadbalancing:CreateListener"])
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(report.outcomes.map(\.result) == [.applied, .failed, .skipped])
    #expect(report.outcomes[2].error?.contains("the step createListener makes") ?? false)
  }

  @Test func `a priority that was taken meanwhile is told, and nothing else is lost`() async throws
  {
    let stage = try Stage(bare())
    stage.cloud.setFaults { arrival in
      arrival.operation == "CreateRule"
        ? .refused(code: "PriorityInUse", message: "Priority '10' is currently in use", status: 400)
        : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(report.outcomes.last?.error?.contains("PriorityInUse") ?? false)
  }

  @Test(arguments: [0, 1, 2])
  func `an apply with a rule asks just what its policy allows`(number: Int) async throws {
    let harbour = [bare(), drifted(), shared()][number]
    let stage = try Stage(harbour)
    _ = try await stage.apply()
    let needs = AccessNeeds(
      of: [harbour.binding],
      region: "us-west-2",
      partition: { _ in "aws" },
      for: .apply
    )
    let allowed = needs.caller.statements.flatMap(\.actions)
      .map { String($0.split(separator: ":")[1]) }
    #expect(Set(allowed).isSuperset(of: stage.writes))
    #expect(
      Set(allowed).isSuperset(
        of: stage.cloud.journal.counts.keys.filter { $0 != "GetCallerIdentity" }
      )
    )
  }
}
