import Core
import Simulator
import Testing

/// Which targets a call means, and which it refuses.
@Suite struct TargetTests {
  @Test func `one address on two ports is two targets`() async throws {
    let bench = try Bench(targets: [("10.0.1.5", "healthy")])
    #expect(try await bench.register(["10.0.1.5:8443"]).status == 200)
    bench.clock.advance(seconds: 5)
    #expect(try await bench.health() == ["10.0.1.5:443 healthy", "10.0.1.5:8443 healthy"])
    #expect(try await bench.deregister(["10.0.1.5:8443"]).status == 200)
    #expect(
      try await bench.health() == [
        "10.0.1.5:443 healthy", "10.0.1.5:8443 draining Target.DeregistrationInProgress",
      ]
    )
  }

  /// Without a port the group's own is meant, so this succeeds and does nothing.
  @Test func `deregistering without port misses a target with a port of its own`() async throws {
    let bench = try Bench(targets: [])
    _ = try await bench.register(["10.0.1.5:8443"])
    #expect(try await bench.deregister(["10.0.1.5"]).status == 200)
    bench.clock.advance(seconds: 5)
    #expect(try await bench.health() == ["10.0.1.5:8443 healthy"])
  }

  @Test func `deregistering an unknown target succeeds`() async throws {
    let bench = try Bench()
    let reply = try await bench.deregister(["10.0.77.77:443", "not-an-address"])
    #expect(reply.status == 200)
    #expect(reply.body.contains("<DeregisterTargetsResult>"))
    #expect(try await bench.health().count == 3)
  }

  @Test func `a target without port gets the group's port`() async throws {
    let bench = try Bench(targets: [])
    _ = try await bench.register(["10.0.1.5"])
    #expect(try await bench.health().first?.hasPrefix("10.0.1.5:443 ") == true)
  }

  @Test(arguments: [
    "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.63.0.1", "100.128.0.1", "127.0.0.1",
    "10.0.0.256", "10.0.0", "garbage", "i-0123456789abcdef0", "2001:db8::1", "010.0.0.1",
  ])
  func `an address that is not private is an invalid target`(id: String) async throws {
    let bench = try Bench(targets: [])
    // No colons through the shorthand: an IPv6 address has its own.
    let reply = try await bench.elb(
      "RegisterTargets",
      [("TargetGroupArn", SampleWorld.groupARN), ("Targets.member.1.Id", id)]
    )
    #expect(reply.status == 400)
    #expect(reply.first("Code") == "InvalidTarget")
    #expect(try await bench.health() == [])
  }

  @Test(arguments: ["10.255.255.255", "172.16.0.1", "172.31.9.9", "192.168.1.1", "100.64.0.1"])
  func `a private address is a target`(id: String) async throws {
    let bench = try Bench(targets: [])
    #expect(try await bench.register([id]).status == 200)
    #expect(try await bench.health().count == 1)
  }

  @Test func `one invalid target keeps the others out`() async throws {
    let bench = try Bench(targets: [])
    let reply = try await bench.register(["10.0.1.5", "8.8.8.8"])
    #expect(reply.first("Code") == "InvalidTarget")
    #expect(try await bench.health() == [])
  }

  @Test(arguments: [
    ([("Targets", "")], "ValidationError"), ([], "ValidationError"),
    ([("Targets.member.1.Port", "443")], "ValidationError"),
    ([("Targets.member.1.Id", "10.0.1.5"), ("Targets.member.1.Port", "0")], "ValidationError"),
    ([("Targets.member.1.Id", "10.0.1.5"), ("Targets.member.1.Port", "65536")], "ValidationError"),
    ([("Targets.member.1.Id", "10.0.1.5"), ("Targets.member.1.Port", "http")], "ValidationError"),
  ])
  func `a list without usable targets is a validation error`(
    parameters: [(String, String)],
    code: String
  ) async throws {
    let bench = try Bench()
    for action in ["RegisterTargets", "DeregisterTargets"] {
      let reply = try await bench.elb(
        action,
        [("TargetGroupArn", SampleWorld.groupARN)] + parameters
      )
      #expect(reply.status == 400)
      #expect(reply.first("Code") == code)
    }
  }

  @Test(arguments: [
    (SampleWorld.arnText("targetgroup/none/0123456789abcdef"), "TargetGroupNotFound"),
    (SampleWorld.loadBalancerARN, "ValidationError"), ("garbage", "ValidationError"),
    (
      "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/a/0123456789abcdef",
      "ValidationError"
    ),
    ("", "ValidationError"),
  ])
  func `an unknown target group is refused`(arn: String, code: String) async throws {
    let bench = try Bench()
    for action in ["RegisterTargets", "DeregisterTargets", "DescribeTargetHealth"] {
      let reply = try await bench.elb(action, Bench.targets(["10.0.1.5"], arn))
      #expect(reply.status == 400)
      #expect(reply.first("Code") == code, "\(action): \(reply.body)")
    }
  }

  @Test func `the quota counts registered targets, not draining ones`() async throws {
    let bench = try Bench(
      limits: Limits(targetsPerGroup: 2),
      targets: [("10.0.1.5", "healthy"), ("10.0.2.7", "healthy")]
    )
    let refused = try await bench.register(["10.0.1.9"])
    #expect(refused.first("Code") == "TooManyTargets")
    #expect(try await bench.register(["10.0.1.5"]).status == 200)
    _ = try await bench.deregister(["10.0.2.7"])
    #expect(try await bench.register(["10.0.1.9"]).status == 200)
    #expect(try await bench.register(["10.0.2.7"]).first("Code") == "TooManyTargets")
  }

  @Test func `a thousand targets fit, one more doesn't`() async throws {
    let bench = try Bench(targets: [])
    let all = (0..<1000).map { "10.1.\($0 / 250).\($0 % 250)" }
    #expect(try await bench.register(all).status == 200)
    #expect(try await bench.register(["10.2.0.1"]).first("Code") == "TooManyTargets")
    #expect(try await bench.health().count == 1000)
  }

  @Test func `the health of named targets tells of those that are not registered`() async throws {
    let bench = try Bench()
    let reply = try await bench.elb(
      "DescribeTargetHealth",
      Bench.targets(["10.0.2.7:443", "10.0.1.5", "10.0.1.5:8443"], SampleWorld.groupARN)
    )
    #expect(reply.all("Id") == ["10.0.2.7", "10.0.1.5", "10.0.1.5"])
    #expect(reply.all("State") == ["healthy", "healthy", "unused"])
    #expect(reply.all("Reason") == ["Target.NotRegistered"])
  }
}
