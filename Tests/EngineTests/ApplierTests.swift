import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

@Suite struct ApplierTests {
  /// A group that was never filled: default matcher, no targets, no listener.
  private func bare() -> Harbour {
    var harbour = Harbour()
    harbour.here.targetGroups[0].targets = []
    harbour.here.targetGroups[0].loadBalancers = []
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    harbour.here.listeners = []
    return harbour
  }

  /// The endpoint was made anew: other addresses, and those that are registered are dead.
  static func recreated(oldState: String = "unhealthy") -> Harbour {
    var harbour = Harbour()
    harbour.here.vpcEndpoints[0].id = "vpce-0fedcba9876543210"
    harbour.here.vpcEndpoints[0].dnsNames = []
    harbour.here.networkInterfaces[0].addresses = [ip("10.0.1.23")]
    harbour.here.networkInterfaces[1].addresses = [ip("10.0.2.41")]
    harbour.observation.names = []
    harbour.register(("10.0.1.5", oldState, nil), ("10.0.2.7", oldState, nil))
    if oldState == "healthy" {
      harbour.observation.answers = ["10.0.1.5", "10.0.2.7"].map {
        HealthAnswer(address: ip($0), status: 302)
      }
    }
    return harbour
  }

  @Test func `a first apply sets the group right, fills it, and puts it on a listener`()
    async throws
  {
    let stage = try Stage(bare())
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["ModifyTargetGroup", "RegisterTargets", "CreateListener"])
    #expect(report.outcomes.allSatisfy { $0.result == .applied && $0.requestId != nil })
    #expect(report.targets.allSatisfy { $0.isHealthy })
    let (plan, _) = try await stage.plan()
    #expect(plan.status == .inStep)
  }

  @Test func `a group that is in step is left alone`() async throws {
    let stage = try Stage()
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes.isEmpty)
  }

  @Test func `a re-created endpoint is followed, the new before the old`() async throws {
    let stage = try Stage(Self.recreated())
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["RegisterTargets", "DeregisterTargets"])
    #expect(stage.targets == [Target("10.0.1.23"), Target("10.0.2.41")])
    #expect(report.before?.targets == [Target("10.0.1.5"), Target("10.0.2.7")])
  }

  @Test func `live targets stay until both of their replacements are healthy`() async throws {
    let stage = try Stage(Self.recreated(oldState: "healthy"))
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      guard arrival.operation == "DeregisterTargets" else { return nil }
      let healthy = cloud.observation()[.test].targetGroups[0].targets.filter(\.isHealthy)
      #expect(healthy.map(\.target).contains(Target("10.0.1.23")))
      #expect(healthy.map(\.target).contains(Target("10.0.2.41")))
      return nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["RegisterTargets", "DeregisterTargets"])
  }

  @Test func `where the new targets never get healthy nothing is removed`() async throws {
    let stage = try Stage(Self.recreated(oldState: "healthy"))
    stage.cloud.setAnswer(of: ip("10.0.1.23"), to: 503)
    stage.cloud.setAnswer(of: ip("10.0.2.41"), to: nil)
    let begin = stage.clock.seconds()
    let report = try await stage.apply()
    #expect(report.status == .partial)
    #expect(stage.writes == ["RegisterTargets"])
    #expect(stage.targets.count == 4)
    #expect(report.outcomes.map(\.code) == [nil, .safeguard(.notHealthyYet)])
    #expect(stage.clock.seconds() - begin == stage.binding.safeguards.healthyTimeout)
  }

  @Test func `a removal without a registration doesn't wait, and is held`() async throws {
    var harbour = Harbour()
    harbour.register(
      ("10.0.1.5", "initial", nil),
      ("10.0.2.7", "initial", nil),
      ("10.0.9.9", "healthy", nil)
    )
    harbour.observation.answers = [HealthAnswer(address: ip("10.0.9.9"), status: 200)]
    let stage = try Stage(harbour)
    let begin = stage.clock.seconds()
    let report = try await stage.apply()
    #expect(report.status == .held)
    #expect(stage.writes.isEmpty)
    #expect(stage.clock.seconds() == begin)
  }

  @Test func `no healthy time-out means that the removal waits for another run`() async throws {
    var stage = try Stage(Self.recreated())
    stage.binding.safeguards.healthyTimeout = 0
    #expect(try await stage.apply().status == .partial)
    #expect(stage.writes == ["RegisterTargets"])
    stage.clock.advance(seconds: 120)
    #expect(try await stage.apply().status == .converged)
    #expect(stage.writes == ["RegisterTargets", "DeregisterTargets"])
  }

  @Test func `doubt that comes up while waiting keeps the old targets`() async throws {
    let stage = try Stage(Self.recreated())
    let cloud = stage.cloud
    stage.clock.after(seconds: 3) {
      cloud.edit { $0.places[.test]?.environments[0].status = "UPDATING" }
    }
    let report = try await stage.apply()
    #expect(report.status == .held)
    #expect(stage.writes == ["RegisterTargets"])
    #expect(report.outcomes.last?.code == .finding(.environmentUnsettled))
  }

  @Test func `a target that is wanted again while waiting is kept`() async throws {
    let stage = try Stage(Self.recreated())
    let cloud = stage.cloud
    stage.clock.after(seconds: 3) {
      cloud.edit { $0.places[.test]?.networkInterfaces[0].addresses = [ip("10.0.1.5")] }
    }
    let report = try await stage.apply()
    #expect(stage.targets.contains(Target("10.0.1.5")))
    #expect(!stage.targets.contains(Target("10.0.2.7")) || report.status != .converged)
  }

  @Test func `without leave to write nothing is sent`() async throws {
    let stage = try Stage(bare())
    let (plan, observation) = try await stage.plan()
    let applier = Applier(observer: stage.observer) { _, _ in }
    let report = await applier.apply(plan.changes, from: plan, seen: observation)
    #expect(report.status == .failed)
    #expect(stage.writes.isEmpty)
  }

  @Test func `more targets than one call takes go in several`() async throws {
    var harbour = Harbour()
    let many = (0..<450).map { ip("10.1.\($0 / 200).\($0 % 200 + 1)") }
    harbour.binding.endpoint.source = .addresses(many)
    harbour.observation.answers = many.map { HealthAnswer(address: $0, status: 200) }
    let stage = try Stage(harbour)
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == Array(repeating: "RegisterTargets", count: 3) + ["DeregisterTargets"])
    #expect(report.outcomes.map(\.change.targets.count) == [200, 200, 50, 2])
  }

  @Test func `nothing is called converged while nobody knows whether the listener is there`()
    async throws
  {
    let stage = try Stage()
    stage.cloud.deny(["elasticloadbalancing:DescribeListeners"])
    let report = try await stage.apply()
    #expect(report.status == .held)
    #expect(report.findings.map(\.code) == [.listenerUnread])
  }
}
