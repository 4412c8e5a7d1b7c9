import Core
import Engine
import Simulator
import TestSupport
import Testing

/// A target group made by an apply, against a simulated AWS.
@Suite struct GroupCreationTests {
  /// Nothing is there but the endpoint, the load balancer and the certificate.
  private func bare(_ change: (inout Binding) -> Void = { _ in }) -> Harbour {
    var harbour = Harbour()
    harbour.binding.targetGroup.create = TargetGroupCreation(
      vpcId: "vpc-0a",
      tags: ["team": "data"]
    )
    harbour.here.targetGroups = []
    harbour.here.listeners = []
    change(&harbour.binding)
    return harbour
  }

  private func recorded(_ binding: inout Binding) { binding.targetGroup.ownership = .recorded }

  /// Somebody else's group of the same name, for HTTP.
  private func elsewhere() -> TargetGroup {
    var other = Harbour.targetGroup
    other.loadBalancers = []
    other.protocol = "HTTP"
    other.targets = []
    return other
  }

  private func ruled(_ binding: inout Binding) {
    binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
  }

  private static let writes = ["CreateTargetGroup", "RegisterTargets", "CreateListener"]

  @Test func `a group is made, filled, put on a listener and waited for`() async throws {
    let stage = try Stage(bare())
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == Self.writes)
    #expect(report.targets.count == 2 && report.targets.allSatisfy { $0.isHealthy })
    let group = try #require(stage.cloud.observation()[.test].targetGroups.first)
    #expect(group.healthCheck.protocol == "HTTPS")
    #expect(group.healthCheck.matcher == matcher("200,302"))
    #expect(group.vpcId == "vpc-0a" && group.tags.others == 1)
    #expect(report.before?.targetGroup == nil)
    #expect(try await stage.plan().0.status == .inStep)
  }

  @Test func `its ledger is in its first tags`() async throws {
    let stage = try Stage(bare(recorded))
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == Self.writes)
    let group = try #require(stage.cloud.observation()[.test].targetGroups.first)
    #expect(group.tags.ledgers == [Harbour.ledgerKey(): "10.0.1.5/443 10.0.2.7/443"])
  }

  @Test func `without a listener it is registered and not waited for`() async throws {
    let stage = try Stage(bare { $0.listener = nil })
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["CreateTargetGroup", "RegisterTargets"])
    #expect(report.targets.allSatisfy { $0.isUnused })
  }

  @Test(arguments: ["CreateTargetGroup", "RegisterTargets", "CreateListener", "CreateRule"])
  func `a write whose reply is lost is made once`(operation: String) async throws {
    let stage = try Stage(
      bare {
        recorded(&$0)
        ruled(&$0)
      }
    )
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == 1
        ? .connectionReset(.afterEffect) : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == Self.writes + ["CreateRule"])
    #expect(stage.cloud.observation()[.test].targetGroups.count == 1)
  }

  @Test(arguments: [Fault.connectionReset(.beforeEffect), .throttled])
  func `a creation that was lost on the way there is made again`(fault: Fault) async throws {
    let stage = try Stage(bare())
    stage.cloud.setFaults { arrival in
      arrival.operation == "CreateTargetGroup" && arrival.numberOfOperation == 1 ? fault : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes.suffix(3) == Self.writes[...])
  }

  @Test func `without its group all that needs it is skipped`() async throws {
    let stage = try Stage(bare(ruled))
    stage.cloud.deny(["elasticloadbalancing:CreateTargetGroup"])
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(
      report.outcomes.map(\.change.action)
        == [.createTargetGroup, .registerTargets, .createListener, .createRule]
    )
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .skipped, .skipped])
    #expect(report.outcomes[1].error?.contains("the step createTargetGroup makes") ?? false)
  }

  /// A second group of the name can't be, so another run's or hand's is met by its name.
  @Test func `another group of the name that is there by now is not taken for ours`() async throws {
    let stage = try Stage(bare())
    let (plan, observation) = try await stage.plan()
    let other = elsewhere()
    stage.cloud.edit { $0.places[.test]?.targetGroups = [other] }
    let report = await stage.apply(plan.changes, from: plan, seen: observation)
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .skipped])
    #expect(report.outcomes[0].error?.contains("DuplicateTargetGroupName") ?? false)
    #expect(stage.targets.isEmpty)
  }

  @Test(arguments: [true, false])
  func `an apply that makes a group is allowed by its policy`(isRecorded: Bool) async throws {
    let harbour = bare { if isRecorded { recorded(&$0) } }
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
    let asked = stage.cloud.journal.counts.keys.filter { $0 != "GetCallerIdentity" }
    #expect(Set(allowed).isSuperset(of: asked))
    // Tags that are given at creation need leave of their own.
    #expect(allowed.contains("AddTags"))
  }
}
