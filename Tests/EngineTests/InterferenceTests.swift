import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// What goes away under a run, and who works against it.
@Suite(.timeLimit(.minutes(5))) struct InterferenceTests {
  private func drifted() -> Harbour {
    var harbour = ApplierTests.recreated()
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    return harbour
  }

  @Test func `a group deleted before the first write fails the binding with one call`()
    async throws
  {
    let stage = try Stage(drifted())
    let (plan, observation) = try await stage.plan()
    stage.cloud.edit { $0.places[.test]?.targetGroups = [] }
    let report = await stage.apply(plan.changes, from: plan, seen: observation)
    #expect(report.status == .failed)
    #expect(stage.writes == ["ModifyTargetGroup"])
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .skipped])
    #expect(report.outcomes[0].error?.contains("TargetGroupNotFound") == true)
    #expect(report.outcomes[1].error == "The target group no longer exists.")
    #expect(report.findings.map(\.code).contains(.targetGroupNotFound))
  }

  @Test func `a group that is found deleted after a lost write gets no other`() async throws {
    let stage = try Stage(drifted())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      guard arrival.operation == "ModifyTargetGroup" else { return nil }
      cloud.edit { $0.places[.test]?.targetGroups = [] }
      return .connectionReset(.beforeEffect)
    }
    let report = try await stage.apply()
    #expect(stage.writes == ["ModifyTargetGroup"])
    #expect(report.outcomes.map(\.result) == [.failed, .skipped, .skipped])
    #expect(report.outcomes[1].error == "The target group no longer exists.")
  }

  /// Whether it stays away, or comes back as another.
  @Test(arguments: [false, true])
  func `a group deleted during the wait ends it at once, and holds the removals`(
    comesBack: Bool
  ) async throws {
    let stage = try Stage(drifted())
    let cloud = stage.cloud
    let begin = stage.clock.seconds()
    stage.clock.after(seconds: 3) {
      cloud.edit { world in
        var other = world[.test].targetGroups[0]
        other.arn = arn("\(Harbour.group.description.dropLast(4))0000")
        world.places[.test]?.targetGroups = comesBack ? [other] : []
      }
    }
    let report = try await stage.apply()
    #expect(stage.writes == ["ModifyTargetGroup", "RegisterTargets"])
    #expect(stage.clock.seconds() - begin < 60)
    #expect(report.outcomes.last?.code == .finding(.targetGroupNotFound))
    #expect(report.outcomes.last?.change.targets.count == 2)
    #expect(report.status != .converged)
  }

  @Test func `a group deleted before the removal fails that alone, once`() async throws {
    let stage = try Stage(drifted())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      if arrival.operation == "DeregisterTargets" {
        cloud.edit { $0.places[.test]?.targetGroups = [] }
      }
      return nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes.filter { $0 == "DeregisterTargets" }.count == 1)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .failed])
  }

  @Test func `a load balancer that is gone fails the listener alone`() async throws {
    var harbour = ApplierTests.recreated()
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    let stage = try Stage(harbour)
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      if arrival.operation == "CreateListener" {
        cloud.edit { $0.places[.test]?.loadBalancers = [] }
      }
      return nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes == ["RegisterTargets", "CreateListener"])
    #expect(report.outcomes[1].error?.contains("LoadBalancerNotFound") == true)
    // Nothing checks the new targets, so the old ones stay.
    #expect(report.outcomes[2].code == .safeguard(.targetGroupUnused))
  }

  @Test func `a listener that is gone fails that alone`() async throws {
    var harbour = ApplierTests.recreated()
    harbour.binding.listener?.sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    let stage = try Stage(harbour)
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      if arrival.operation == "ModifyListener" {
        cloud.edit { $0.places[.test]?.listeners = [] }
      }
      return nil
    }
    let report = try await stage.apply()
    #expect(stage.writes.filter { $0 == "ModifyListener" }.count == 1)
    #expect(report.status == .partial)
    #expect(
      report.outcomes.first { $0.result == .failed }?.error?.contains("ListenerNotFound") == true
    )
    #expect(stage.targets.contains(Target("10.0.1.23")))
  }

  /// Each undoes what was just written, every time.
  @Test(arguments: ["ModifyTargetGroup", "RegisterTargets", "DeregisterTargets"])
  func `somebody who undoes every write is not fought for ever`(operation: String) async throws {
    let stage = try Stage(drifted())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      guard arrival.operation.hasPrefix("Describe"),
        cloud.journal.writes.contains(where: { $0.operation == operation })
      else { return nil }
      cloud.edit { world in
        guard var group = world.places[.test]?.targetGroups[0] else { return }
        let old = [Target("10.0.1.5"), Target("10.0.2.7")]
        switch operation {
        case "ModifyTargetGroup": group.healthCheck.matcher = matcher("200")
        case "RegisterTargets": group.targets.removeAll { !old.contains($0.target) }
        default:
          group.targets.removeAll { old.contains($0.target) }
          group.targets += old.map { RegisteredTarget($0, state: "unhealthy") }
        }
        world.places[.test]?.targetGroups[0] = group
      }
      return nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes.filter { $0 == operation }.count <= 3)
    if operation != "DeregisterTargets" { #expect(stage.targets.contains(Target("10.0.1.5"))) }
  }
}
