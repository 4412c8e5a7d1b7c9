import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// Rule 9 against a cloud: a group that holds as many targets as its quota allows.
@Suite struct FullGroupTests {
  private func stage(_ quota: Int, states: [String]) throws -> Stage {
    var harbour = Harbour()
    harbour.here.targetGroups[0].targets = states.enumerated().map { number, state in
      RegisteredTarget(Target("10.0.9.\(number + 1)"), state: state)
    }
    for (number, state) in states.enumerated() where state == "healthy" {
      harbour.observation.answers.append(
        HealthAnswer(address: ip("10.0.9.\(number + 1)"), status: 302)
      )
    }
    return try Stage(harbour, limits: Limits(targetsPerGroup: quota))
  }

  private static let wanted = [Target("10.0.1.5"), Target("10.0.2.7")]

  @Test func `dead targets make room for as many as are refused`() async throws {
    let stage = try stage(3, states: ["unhealthy", "unhealthy", "unhealthy"])
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      if arrival.operation == "RegisterTargets", arrival.numberOfOperation == 2 {
        let left = cloud.observation()[.test].targetGroups[0].targets.filter { !$0.isDraining }
        #expect(left.map(\.target) == [Target("10.0.9.3")])
      }
      return nil
    }
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(
      stage.writes
        == ["RegisterTargets", "DeregisterTargets", "RegisterTargets", "DeregisterTargets"]
    )
    #expect(stage.targets == Self.wanted)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .applied])
  }

  @Test func `where there is room for one, one is registered, and the rest is held`() async throws {
    let stage = try stage(2, states: ["healthy", "unhealthy"])
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(
      report.outcomes.prefix(2).map(\.change) == [
        .deregisterTargets([Target("10.0.9.2")]), .registerTargets([Target("10.0.1.5")]),
      ]
    )
    #expect(report.outcomes[2].code == .safeguard(.targetQuota))
    #expect(report.outcomes[2].change == .registerTargets([Target("10.0.2.7")]))
    // One new target is healthy by then, as many as served before: the old one goes.
    #expect(stage.targets == [Target("10.0.1.5")])
    #expect(try await stage.apply().status == .converged)
    #expect(stage.targets == Self.wanted)
  }

  @Test func `live targets make no room`() async throws {
    let stage = try stage(2, states: ["healthy", "healthy"])
    let report = try await stage.apply()
    #expect(report.status == .held)
    #expect(stage.writes == ["RegisterTargets"])
    #expect(report.outcomes.first?.code == .safeguard(.targetQuota))
    #expect(report.outcomes.first?.error?.contains("the group has 2") == true)
    #expect(stage.targets.count == 2)
  }

  @Test func `nobody makes room while the environment is unsettled`() async throws {
    var harbour = Harbour()
    harbour.register(("10.0.9.1", "unhealthy", nil), ("10.0.9.2", "unhealthy", nil))
    let stage = try Stage(harbour, limits: Limits(targetsPerGroup: 2))
    let cloud = stage.cloud
    let (plan, observation) = try await stage.plan()
    cloud.edit { $0.places[.test]?.environments[0].status = "UPDATING" }
    let report = await stage.apply(plan.changes, from: plan, seen: observation)
    #expect(report.status == .held)
    #expect(stage.targets == [Target("10.0.9.1"), Target("10.0.9.2")])
  }

  @Test func `a quota that counts those who just left is asked again, and not for ever`()
    async throws
  {
    let stage = try stage(4, states: ["unhealthy", "unhealthy", "unhealthy", "unhealthy"])
    stage.cloud.setFaults { arrival in
      arrival.operation == "RegisterTargets"
        ? .refused(code: "TooManyTargets", message: "full", status: 400) : nil
    }
    let report = try await stage.apply()
    // As many as were refused made room, and no more.
    #expect(stage.targets.count == 2)
    #expect(stage.writes.filter { $0 == "DeregisterTargets" }.count == 1)
    #expect(stage.writes.filter { $0 == "RegisterTargets" }.count == 5)
    #expect(report.status == .partial)
    #expect(report.outcomes.map(\.code).contains(.safeguard(.targetQuota)))
  }

  @Test func `where the removal for room fails, the registration has failed`() async throws {
    let stage = try stage(2, states: ["unhealthy", "unhealthy"])
    stage.cloud.deny(["elasticloadbalancing:DeregisterTargets"])
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(stage.writes == ["RegisterTargets", "DeregisterTargets"])
    #expect(stage.targets.count == 2)
  }
}
