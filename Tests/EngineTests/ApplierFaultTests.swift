import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// What an apply does when AWS, the network or somebody else gets in its way.
@Suite struct ApplierFaultTests {
  private func drifted() -> Harbour {
    var harbour = ApplierTests.recreated()
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    return harbour
  }

  private static let writes = [
    "ModifyTargetGroup", "RegisterTargets", "CreateListener", "DeregisterTargets",
  ]

  /// A reply that never came is looked up, not repeated and not reported as a failure.
  @Test(arguments: writes) func `a write whose reply is lost is made once`(
    operation: String
  ) async throws {
    let stage = try Stage(drifted())
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == 1
        ? .connectionReset(.afterEffect) : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == Self.writes)
    #expect(report.outcomes.map(\.result) == [.applied, .applied, .applied, .applied])
  }

  @Test(arguments: writes, [Fault.serverError(.beforeEffect), .connectionReset(.beforeEffect)])
  func `a write that was lost on the way there is made again`(
    operation: String,
    fault: Fault
  ) async throws {
    let stage = try Stage(drifted())
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == 1 ? fault : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes.filter { $0 == operation }.count == 2)
  }

  @Test(arguments: writes) func `throttling is waited out`(operation: String) async throws {
    let stage = try Stage(drifted())
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == 1 ? .throttled : nil
    }
    #expect(try await stage.apply().status == .converged)
  }

  @Test func `a refused registration skips the removal and not the listener`() async throws {
    let stage = try Stage(drifted())
    stage.cloud.deny(["elasticloadbalancing:RegisterTargets"])
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(
      report.outcomes.map(\.change.action)
        == [.modifyTargetGroup, .registerTargets, .createListener, .deregisterTargets]
    )
    #expect(report.outcomes.map(\.result) == [.applied, .failed, .applied, .skipped])
    let error = try #require(report.outcomes[1].error)
    #expect(error.contains("elasticloadbalancing:RegisterTargets"))
  }

  @Test func `where the first write is refused and no other is due, the binding failed`()
    async throws
  {
    let stage = try Stage(ApplierTests.recreated())
    stage.cloud.deny(["elasticloadbalancing:RegisterTargets"])
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(stage.targets == [Target("10.0.1.5"), Target("10.0.2.7")])
  }

  @Test func `a listener's failure never stops a registration`() async throws {
    let stage = try Stage(drifted())
    stage.cloud.setFaults { arrival in
      arrival.operation == "CreateListener"
        ? .refused(code: "TooManyListeners", message: "too many", status: 400) : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.targets.contains(Target("10.0.1.23")))
    // The group is on no load balancer, so nothing can be healthy: the old ones stay.
    #expect(stage.targets.contains(Target("10.0.1.5")))
  }

  @Test func `a result that can't be observed is never called converged`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      guard !cloud.journal.writes.isEmpty, arrival.operation == "DescribeVpcEndpoints" else {
        return nil
      }
      return .refused(code: "UnauthorizedOperation", message: "no", status: 403)
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(report.error != nil)
    #expect(report.outcomes.map(\.result) == [.applied, .skipped])
    #expect(report.outcomes[1].change.targets == [Target("10.0.1.5"), Target("10.0.2.7")])
    #expect(stage.writes == ["RegisterTargets"])
  }

  @Test func `another writer's drift after the last write is not called converged`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      if arrival.operation == "DeregisterTargets" {
        cloud.edit {
          $0.places[.test]?.targetGroups[0].targets.append(
            RegisteredTarget(Target("10.0.7.7"), state: "initial")
          )
        }
      }
      return nil
    }
    #expect(try await stage.apply().status == .partial)
    #expect(stage.targets.contains(Target("10.0.7.7")))
  }

  @Test func `a settings change that may hurt is waited out before anything is removed`()
    async throws
  {
    var harbour = ApplierTests.recreated(oldState: "healthy")
    harbour.register(
      ("10.0.1.23", "healthy", nil),
      ("10.0.2.41", "healthy", nil),
      ("10.0.1.5", "healthy", nil)
    )
    harbour.binding.targetGroup.healthCheck.path = "/health"
    let stage = try Stage(harbour)
    let begin = stage.clock.seconds()
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["ModifyTargetGroup", "DeregisterTargets"])
    #expect(stage.clock.seconds() - begin >= 30 * 2 + 10)
  }

  @Test func `one look that fails while time is left is no reason to give up`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      let isFirstAfterWrite =
        cloud.journal.writes.count == 1 && arrival.operation == "DescribeVpcEndpoints"
        && arrival.numberOfOperation == 2
      return isFirstAfterWrite ? .refused(code: "InternalError", message: "", status: 400) : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["RegisterTargets", "DeregisterTargets"])
  }

  @Test func `a registration that was lost isn't repeated once its address is another's`()
    async throws
  {
    let stage = try Stage(ApplierTests.recreated())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      guard arrival.operation == "RegisterTargets" else { return nil }
      cloud.edit {
        $0.places[.test]?.networkInterfaces[0].addresses = [ip("10.0.1.99")]
        $0.places[.test]?.networkInterfaces[1].addresses = [ip("10.0.2.99")]
      }
      return .connectionReset(.beforeEffect)
    }
    let report = try await stage.apply()
    #expect(report.status == .failed)
    #expect(stage.writes == ["RegisterTargets"])
  }
}
