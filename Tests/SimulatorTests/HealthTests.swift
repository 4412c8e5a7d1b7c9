import Core
import Simulator
import Testing

@Suite struct HealthTests {
  /// A world whose recorded states agree with what its addresses answer stays as it is.
  @Test(arguments: [0, 1, 29, 60, 3600, 86400, 400 * 86400])
  func `a consistent world stays as it was recorded`(seconds: Int) async throws {
    let bench = try Bench()
    bench.clock.advance(seconds: seconds)
    #expect(
      try await bench.health() == [
        "10.0.1.5:443 healthy", "10.0.1.9:443 unhealthy Target.Timeout", "10.0.2.7:443 healthy",
      ]
    )
  }

  @Test func `a new target is initial, and healthy after one passed check`() async throws {
    let bench = try Bench(targets: [])
    #expect(try await bench.register(["10.0.1.5"]).status == 200)
    #expect(
      try await bench.states(for: 6) == [
        "initial Elb.RegistrationInProgress", "initial Elb.RegistrationInProgress",
        "initial Elb.InitialHealthChecking", "initial Elb.InitialHealthChecking",
        "initial Elb.InitialHealthChecking", "healthy",
      ]
    )
  }

  /// Checks at 5 and 35 seconds; one without an answer is over 5 seconds later.
  @Test(arguments: [
    (nil, 39, "initial Elb.InitialHealthChecking"), (nil, 40, "unhealthy Target.Timeout"),
    (503, 34, "initial Elb.InitialHealthChecking"),
    (503, 35, "unhealthy Target.ResponseCodeMismatch"), (200, 5, "healthy"),
  ])
  func `a new target that never passes is unhealthy after the unhealthy threshold`(
    answer: Int?,
    seconds: Int,
    state: String
  ) async throws {
    let bench = try Bench(targets: [])
    bench.cloud.setAnswer(of: try SampleWorld.address("10.0.1.5"), to: answer)
    #expect(try await bench.register(["10.0.1.5"]).status == 200)
    bench.clock.advance(seconds: seconds)
    #expect(try await bench.health() == ["10.0.1.5:443 \(state)"])
  }

  /// The first check comes at 5 seconds, the next ones 30 seconds apart, and the threshold is 2.
  @Test(arguments: [(34, "healthy"), (35, "unhealthy Target.ResponseCodeMismatch")])
  func `a narrower matcher makes a target unhealthy over the next checks, not at once`(
    seconds: Int,
    state: String
  ) async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")])
    #expect(try await bench.setMatcher("200").status == 200)
    #expect(try await bench.health() == ["10.0.1.5:443 healthy"])
    bench.clock.advance(seconds: seconds)
    #expect(try await bench.health() == ["10.0.1.5:443 \(state)"])
  }

  /// Three checks have to pass, at 5, 35 and 65 seconds.
  @Test(arguments: [(64, "unhealthy Target.ResponseCodeMismatch"), (65, "healthy")])
  func `a failed target is healthy after the healthy threshold`(
    seconds: Int,
    state: String
  ) async throws {
    let bench = try Bench(targets: [("10.0.1.5", "unhealthy Target.ResponseCodeMismatch")]) {
      let place = try SampleWorld.place()
      $0.places[place]?.targetGroups[0].healthCheck.matcher = Matcher("200")
    }
    #expect(try await bench.setMatcher("200,302").status == 200)
    bench.clock.advance(seconds: seconds)
    #expect(try await bench.health() == ["10.0.1.5:443 \(state)"])
  }

  @Test func `one failed check between passes does no harm`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")])
    let address = try SampleWorld.address("10.0.1.5")
    bench.clock.advance(seconds: 10)
    bench.cloud.setAnswer(of: address, to: 500)
    bench.clock.advance(seconds: 30)
    bench.cloud.setAnswer(of: address, to: 200)
    bench.clock.advance(seconds: 30)
    bench.cloud.setAnswer(of: address, to: 500)
    bench.clock.advance(seconds: 30)
    #expect(try await bench.health() == ["10.0.1.5:443 healthy"])
    bench.clock.advance(seconds: 30)
    #expect(
      try await bench.health() == ["10.0.1.5:443 unhealthy Target.ResponseCodeMismatch"]
    )
  }

  @Test func `the reason of an unhealthy target is that of its last check`() async throws {
    let bench = try Bench(targets: [("10.0.1.9", "unhealthy Target.Timeout")])
    bench.cloud.setAnswer(of: try SampleWorld.address("10.0.1.9"), to: 503)
    #expect(try await bench.health() == ["10.0.1.9:443 unhealthy Target.Timeout"])
    bench.clock.advance(seconds: 5)
    #expect(
      try await bench.health() == ["10.0.1.9:443 unhealthy Target.ResponseCodeMismatch"]
    )
    let reply = try await bench.elb(
      "DescribeTargetHealth",
      [("TargetGroupArn", SampleWorld.groupARN)]
    )
    #expect(reply.first("Description") == "Health checks failed with these codes: [503]")
  }

  @Test func `a shorter interval brings the next check forward`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")])
    bench.clock.advance(seconds: 6)
    bench.cloud.setAnswer(of: try SampleWorld.address("10.0.1.5"), to: 500)
    let reply = try await bench.elb(
      "ModifyTargetGroup",
      [
        ("TargetGroupArn", SampleWorld.groupARN), ("HealthCheckIntervalSeconds", "6"),
        ("HealthCheckTimeoutSeconds", "3"),
      ]
    )
    #expect(reply.status == 200)
    bench.clock.advance(seconds: 11)
    #expect(try await bench.health() == ["10.0.1.5:443 healthy"])
    bench.clock.advance(seconds: 1)
    #expect(
      try await bench.health() == ["10.0.1.5:443 unhealthy Target.ResponseCodeMismatch"]
    )
  }

  /// What the world recorded stays where no check contradicts it, even words that no check yields.
  @Test(arguments: [
    ("10.0.1.5", "unavailable Target.HealthCheckDisabled", "healthy"),
    ("10.0.1.5", "initial Elb.InitialHealthChecking", "healthy"),
    ("10.0.1.9", "unhealthy Target.FailedHealthChecks", "unhealthy Target.FailedHealthChecks"),
    ("10.0.1.9", "unhealthy Target.Timeout", "unhealthy Target.Timeout"),
    ("10.0.1.9", "healthy", "unhealthy Target.Timeout"),
  ])
  func `a recorded state stays until a check changes it`(
    address: String,
    recorded: String,
    later: String
  ) async throws {
    let bench = try Bench(targets: [(address, recorded)])
    bench.clock.advance(seconds: 4)
    #expect(try await bench.health() == ["\(address):443 \(recorded)"])
    bench.clock.advance(seconds: 120)
    #expect(try await bench.health() == ["\(address):443 \(later)"])
  }

  @Test func `an address of an endpoint that is not available answers nothing`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")]) {
      let place = try SampleWorld.place()
      $0.places[place]?.vpcEndpoints[0].state = "pending"
    }
    bench.clock.advance(seconds: 120)
    #expect(try await bench.health() == ["10.0.1.5:443 unhealthy Target.Timeout"])
  }

  /// Two VPCs of one Region may have one address; the group's own VPC decides.
  @Test func `an address means the one in the target group's VPC`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy"), ("10.0.9.1", "healthy")]) {
      let place = try SampleWorld.place()
      var stranger = try SampleWorld.interface("eni-9", zone: "a", "10.0.1.5")
      stranger.vpcId = "vpc-2"
      var peer = try SampleWorld.interface("eni-8", zone: "a", "10.0.9.1")
      peer.vpcId = "vpc-3"
      $0.places[place]?.networkInterfaces += [stranger, peer]
      $0.places[place]?.vpcEndpoints[0].networkInterfaceIds.append("eni-8")
    }
    bench.clock.advance(seconds: 120)
    #expect(try await bench.health() == ["10.0.1.5:443 healthy", "10.0.9.1:443 healthy"])
  }
}
