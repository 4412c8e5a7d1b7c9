import Core
import Simulator
import Testing

/// `sg-3` is the load balancer's, `sg-2` the endpoint's.
@Suite struct FirewallTests {
  private static func bench(
    out: [SecurityGroupRule],
    in rules: [SecurityGroupRule],
    _ edit: @Sendable (inout Resources) throws -> Void = { _ in }
  ) throws -> Bench {
    try Bench(targets: [("10.0.1.5", "healthy")]) { world in
      let place = try SampleWorld.place()
      var resources = try #require(world.places[place])
      resources.securityGroups = [
        SecurityGroup(id: "sg-2", name: "endpoint", vpcId: "vpc-1", ingress: rules),
        SecurityGroup(id: "sg-3", name: "balancer", vpcId: "vpc-1", egress: out),
      ]
      for (index, block) in ["10.0.1.0/24", "10.0.2.0/24"].enumerated() {
        resources.subnets[index].cidrBlocks = [try #require(IPPrefix(block))]
      }
      resources.prefixLists = [
        PrefixList(id: "pl-1", ranges: [try #require(IPPrefix("10.0.0.0/16"))])
      ]
      try edit(&resources)
      world.places[place] = resources
    }
  }

  private static func tcp(
    _ ports: ClosedRange<Int>?,
    _ ranges: String...,
    groups: [String] = [],
    lists: [String] = []
  ) throws -> SecurityGroupRule {
    SecurityGroupRule(
      protocol: "tcp",
      ports: ports,
      ranges: try ranges.map { try #require(IPPrefix($0)) },
      groups: groups.map { SecurityGroupPeer($0) },
      prefixListIds: lists
    )
  }

  private static func state(_ bench: Bench) async throws -> String {
    bench.clock.advance(seconds: 120)
    return try #require(try await bench.health().first)
  }

  private static let well = "10.0.1.5:443 healthy"
  private static let ill = "10.0.1.5:443 unhealthy Target.Timeout"

  @Test func `groups that name each other let the checks through`() async throws {
    let bench = try Self.bench(
      out: [Self.tcp(443...443, groups: ["sg-2"])],
      in: [Self.tcp(443...443, groups: ["sg-3"])]
    )
    #expect(try await Self.state(bench) == Self.well)
  }

  @Test func `ranges and prefix lists let the checks through`() async throws {
    let bench = try Self.bench(
      out: [Self.tcp(nil, "10.0.1.5/32")],
      in: [Self.tcp(0...1024, lists: ["pl-1"])]
    )
    #expect(try await Self.state(bench) == Self.well)
  }

  @Test(arguments: [443...443, 80...80])
  func `what may not go out times out`(ports: ClosedRange<Int>) async throws {
    let bench = try Self.bench(
      out: [Self.tcp(ports, ports == 443...443 ? "10.0.2.0/24" : "0.0.0.0/0")],
      in: [Self.tcp(nil, "0.0.0.0/0")]
    )
    #expect(try await Self.state(bench) == Self.ill)
  }

  @Test func `what may not come in times out`() async throws {
    let bench = try Self.bench(out: [Self.tcp(nil, "0.0.0.0/0")], in: [])
    #expect(try await Self.state(bench) == Self.ill)
  }

  @Test func `a range has to let every node in`() async throws {
    let bench = try Self.bench(
      out: [Self.tcp(nil, "0.0.0.0/0")],
      in: [Self.tcp(443...443, "10.0.1.0/24")]
    )
    #expect(try await Self.state(bench) == Self.ill)
  }

  @Test func `the health check's own port is what counts`() async throws {
    let bench = try Self.bench(
      out: [Self.tcp(nil, "0.0.0.0/0")],
      in: [Self.tcp(443...443, "0.0.0.0/0")]
    ) { $0.targetGroups[0].healthCheck.port = "8443" }
    #expect(try await Self.state(bench) == Self.ill)
  }

  @Test func `another VPC's endpoint of the same address doesn't count`() async throws {
    let bench = try Self.bench(
      out: [Self.tcp(443...443, groups: ["sg-2"])],
      in: [Self.tcp(443...443, groups: ["sg-3"])]
    ) { resources in
      var twin = resources.vpcEndpoints[0]
      twin.id = "vpce-0fedcba9876543210"
      twin.vpcId = "vpc-2"
      twin.networkInterfaceIds = ["eni-9"]
      twin.securityGroupIds = ["sg-9"]
      var interface = resources.networkInterfaces[0]
      interface.id = "eni-9"
      interface.vpcId = "vpc-2"
      resources.vpcEndpoints.append(twin)
      resources.networkInterfaces.append(interface)
      resources.securityGroups.append(SecurityGroup(id: "sg-9", name: "twin", vpcId: "vpc-2"))
    }
    #expect(try await Self.state(bench) == Self.well)
  }

  @Test func `an end whose groups the world doesn't list lets all through`() async throws {
    let bench = try Self.bench(out: [Self.tcp(nil, "0.0.0.0/0")], in: []) {
      $0.securityGroups.removeFirst()
    }
    #expect(try await Self.state(bench) == Self.well)
  }
}
