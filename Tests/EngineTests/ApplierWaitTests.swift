import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// When an apply waits, for what, and what it does meanwhile.
@Suite(.timeLimit(.minutes(5))) struct ApplierWaitTests {
  @Test func `a lost deregistration is not repeated against a doubt that came up`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      guard arrival.operation == "DeregisterTargets" else { return nil }
      cloud.edit { $0.places[.test]?.environments[0].status = "UPDATING" }
      return .connectionReset(.beforeEffect)
    }
    let report = try await stage.apply()
    #expect(stage.writes.filter { $0 == "DeregisterTargets" }.count == 1)
    #expect(stage.targets.contains(Target("10.0.1.5")))
    #expect(report.status == .held)
    #expect(report.outcomes.last?.code == .finding(.environmentUnsettled))
  }

  @Test func `a deregistration that is lost each time fails in the end`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    stage.cloud.setFaults { arrival in
      arrival.operation == "DeregisterTargets" ? .connectionReset(.beforeEffect) : nil
    }
    let report = try await stage.apply()
    #expect(stage.writes.filter { $0 == "DeregisterTargets" }.count == 3)
    #expect(report.status == .partial)
    #expect(report.outcomes.map(\.result) == [.applied, .failed])
  }

  @Test func `a lost deregistration after which nothing can be read is reported`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      if arrival.operation == "DeregisterTargets" { return .connectionReset(.afterEffect) }
      guard cloud.journal.writes.map(\.operation).contains("DeregisterTargets"),
        arrival.operation == "DescribeVpcEndpoints"
      else { return nil }
      return .refused(code: "UnauthorizedOperation", message: "no", status: 403)
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(report.outcomes.map(\.result) == [.applied, .failed])
    #expect(report.error != nil)
  }

  @Test func `a stranger is not kept while new targets get healthy`() async throws {
    var harbour = ApplierTests.recreated(oldState: "healthy")
    harbour.here.networkInterfaces.append(
      NetworkInterface(
        id: "eni-0c",
        vpcId: "vpc-0a",
        subnetId: "subnet-0a",
        availabilityZone: "us-west-2a",
        status: "in-use",
        description: "RDSNetworkInterface",
        addresses: [ip("10.0.1.5")]
      )
    )
    let stage = try Stage(harbour)
    let begin = stage.clock.seconds()
    let clock = stage.clock
    stage.cloud.setAnswer(of: ip("10.0.1.23"), to: nil)
    stage.cloud.setAnswer(of: ip("10.0.2.41"), to: nil)
    stage.cloud.setFaults { arrival in
      if arrival.operation == "DeregisterTargets" { #expect(clock.seconds() == begin) }
      return nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes == ["RegisterTargets", "DeregisterTargets"])
    #expect(!stage.targets.contains(Target("10.0.1.5")))
    #expect(stage.targets.contains(Target("10.0.2.7")))
  }

  @Test func `between the writes and their effect only health is looked at`() async throws {
    let stage = try Stage(ApplierTests.recreated())
    #expect(try await stage.apply().status == .converged)
    let entries = stage.cloud.journal.entries.map(\.operation)
    let registered = try #require(entries.firstIndex(of: "RegisterTargets"))
    let removed = try #require(entries.firstIndex(of: "DeregisterTargets"))
    let between = entries[(registered + 1)..<removed]
    #expect(between.first == "DescribeTargetHealth")
    #expect(between.count { $0 == "DescribeVpcEndpoints" } == 1)
    #expect(entries[removed...].contains("DescribeVpcEndpoints"))
  }

  @Test func `where no zone is served the wait has pauses and an end`() async throws {
    var harbour = ApplierTests.recreated()
    harbour.here.loadBalancers[0].zones = [
      LoadBalancerZone(name: "us-west-2c", subnetId: "subnet-0z")
    ]
    let stage = try Stage(harbour)
    let begin = stage.clock.seconds()
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes == ["RegisterTargets"])
    #expect(stage.clock.seconds() - begin == stage.binding.safeguards.healthyTimeout)
    #expect(stage.cloud.journal.count < 200)
  }

  @Test func `dead targets go once one new one is healthy, without the rest of the wait`()
    async throws
  {
    let stage = try Stage(ApplierTests.recreated())
    let begin = stage.clock.seconds()
    let clock = stage.clock
    stage.cloud.setAnswer(of: ip("10.0.1.23"), to: nil)
    stage.cloud.setFaults { arrival in
      if arrival.operation == "DeregisterTargets" { #expect(clock.seconds() - begin < 60) }
      return nil
    }
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.targets == [Target("10.0.1.23"), Target("10.0.2.41")])
  }

  @Test func `a listener on a group that was filled before is waited for`() async throws {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "unused", nil), ("10.0.2.7", "unused", nil))
    harbour.here.targetGroups[0].loadBalancers = []
    harbour.here.listeners = []
    let stage = try Stage(harbour)
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["CreateListener"])
    #expect(report.targets.allSatisfy { $0.isHealthy })
  }

  @Test func `a wanted target that was ill before is no new target to wait for`() async throws {
    var harbour = Harbour()
    harbour.register(("10.0.1.5", "unhealthy", "Target.Timeout"))
    let stage = try Stage(harbour)
    stage.cloud.setAnswer(of: ip("10.0.1.5"), to: nil)
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(report.findings.map(\.code) == [.targetUnhealthy])
  }

  @Test func `an unused target is not waited for where no load balancer is named`() async throws {
    var harbour = Harbour()
    harbour.here.targetGroups[0].targets = []
    harbour.here.loadBalancers[0].zones.removeLast()
    harbour.binding.listener = nil
    let stage = try Stage(harbour)
    let begin = stage.clock.seconds()
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.clock.seconds() - begin < stage.binding.safeguards.healthyTimeout)
  }

  @Test func `a group on no load balancer is filled and not waited for`() async throws {
    var harbour = Harbour()
    harbour.here.targetGroups[0].targets = []
    harbour.here.targetGroups[0].loadBalancers = []
    harbour.here.listeners = []
    harbour.binding.listener = nil
    let stage = try Stage(harbour)
    let begin = stage.clock.seconds()
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(report.targets.count == 2)
    #expect(stage.clock.seconds() - begin < stage.binding.safeguards.healthyTimeout)
  }
}
