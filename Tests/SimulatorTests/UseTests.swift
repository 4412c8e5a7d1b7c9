import Core
import Simulator
import Testing

/// When a load balancer uses a target, and how a target leaves.
@Suite struct UseTests {
  @Test func `a target of a group without listener is unused`() async throws {
    let bench = try Bench()
    #expect(try await bench.register(["10.0.1.5"], group: SampleWorld.unusedGroupARN).status == 200)
    bench.clock.advance(seconds: 3600)
    #expect(
      try await bench.health(SampleWorld.unusedGroupARN) == ["10.0.1.5:443 unused Target.NotInUse"]
    )
  }

  @Test func `a target in a zone that the load balancer doesn't serve is unused`() async throws {
    let bench = try Bench(targets: [])
    #expect(try await bench.register(["10.0.3.3", "10.0.1.5"]).status == 200)
    bench.clock.advance(seconds: 5)
    #expect(
      try await bench.health() == [
        "10.0.1.5:443 healthy", "10.0.3.3:443 unused Target.NotInUse",
      ]
    )
  }

  /// The zone names of another account say nothing, its zone ids do.
  @Test(arguments: [("usw2-az1", "healthy"), ("usw2-az3", "unused Target.NotInUse")])
  func `zones of a shared VPC are compared by their ids`(
    zoneId: String,
    state: String
  ) async throws {
    let bench = try Bench(targets: []) {
      let owner = try SampleWorld.place(SampleWorld.otherAccount)
      var interface = try SampleWorld.interface("eni-7", zone: "x", "10.0.7.7")
      interface.subnetId = "subnet-x"
      var shared = Resources()
      shared.networkInterfaces = [interface]
      shared.subnets = [
        Subnet(
          id: "subnet-x",
          vpcId: "vpc-1",
          availabilityZone: "us-west-2x",
          availabilityZoneId: zoneId
        )
      ]
      $0.places[owner] = shared
      $0.setAnswer(of: try SampleWorld.address("10.0.7.7"), to: 200)
    }
    #expect(try await bench.register(["10.0.7.7"]).status == 200)
    bench.clock.advance(seconds: 5)
    #expect(try await bench.health() == ["10.0.7.7:443 \(state)"])
  }

  @Test func `a listener brings a group into use, and its targets are checked`() async throws {
    let bench = try Bench()
    #expect(try await bench.register(["10.0.1.5"], group: SampleWorld.unusedGroupARN).status == 200)
    let listener = try await bench.createListener([("Port", "8443")])
    #expect(listener.status == 200)
    #expect(
      try await bench.health(SampleWorld.unusedGroupARN) == [
        "10.0.1.5:443 initial Elb.RegistrationInProgress"
      ]
    )
    bench.clock.advance(seconds: 5)
    #expect(try await bench.health(SampleWorld.unusedGroupARN) == ["10.0.1.5:443 healthy"])
  }

  @Test func `a group that its last listener lets go is unused`() async throws {
    let bench = try Bench()
    let reply = try await bench.elb(
      "ModifyListener",
      [
        ("ListenerArn", SampleWorld.listenerARN),
        ("DefaultActions.member.1.Type", "forward"),
        ("DefaultActions.member.1.TargetGroupArn", SampleWorld.unusedGroupARN),
      ]
    )
    #expect(reply.status == 200)
    #expect(try await bench.health().allSatisfy { $0.hasSuffix("unused Target.NotInUse") })
    let groups = bench.cloud.observation().places[try SampleWorld.place()]?.targetGroups ?? []
    #expect(groups.map(\.loadBalancers.count) == [0, 1])
  }

  @Test func `a deregistered target drains for five minutes, then is gone`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")])
    #expect(try await bench.deregister(["10.0.1.5"]).status == 200)
    #expect(
      try await bench.health() == ["10.0.1.5:443 draining Target.DeregistrationInProgress"]
    )
    bench.clock.advance(seconds: 299)
    #expect(try await bench.health().count == 1)
    bench.clock.advance(seconds: 1)
    #expect(try await bench.health() == [])
  }

  @Test func `a second deregistration doesn't begin the draining anew`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")])
    _ = try await bench.deregister(["10.0.1.5"])
    bench.clock.advance(seconds: 200)
    _ = try await bench.deregister(["10.0.1.5"])
    bench.clock.advance(seconds: 100)
    #expect(try await bench.health() == [])
  }

  @Test func `a draining target that is registered again is initial, then healthy`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")])
    _ = try await bench.deregister(["10.0.1.5"])
    bench.clock.advance(seconds: 10)
    #expect(try await bench.register(["10.0.1.5"]).status == 200)
    #expect(
      try await bench.health() == ["10.0.1.5:443 initial Elb.RegistrationInProgress"]
    )
    bench.clock.advance(seconds: 600)
    #expect(try await bench.health() == ["10.0.1.5:443 healthy"])
  }

  @Test func `the deregistration delay is a setting`() async throws {
    let bench = try Bench(
      limits: Limits(deregistrationDelaySeconds: 7),
      targets: [("10.0.1.5", "healthy")]
    )
    _ = try await bench.deregister(["10.0.1.5"])
    bench.clock.advance(seconds: 7)
    #expect(try await bench.health() == [])
  }

  /// Nothing is under way to a target that gets no requests.
  @Test func `an unused target is gone at once`() async throws {
    let bench = try Bench()
    _ = try await bench.register(["10.0.1.5"], group: SampleWorld.unusedGroupARN)
    _ = try await bench.deregister(["10.0.1.5"], group: SampleWorld.unusedGroupARN)
    #expect(try await bench.health(SampleWorld.unusedGroupARN) == [])
  }

  @Test func `a recorded draining target goes after the delay`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "draining Target.DeregistrationInProgress")])
    bench.clock.advance(seconds: 299)
    #expect(try await bench.health().count == 1)
    bench.clock.advance(seconds: 1)
    #expect(try await bench.health() == [])
  }

  @Test func `registering a healthy target again changes nothing`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")])
    #expect(try await bench.register(["10.0.1.5"]).status == 200)
    #expect(try await bench.health() == ["10.0.1.5:443 healthy"])
  }
}
