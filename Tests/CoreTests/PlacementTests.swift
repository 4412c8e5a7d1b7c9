import TestSupport
import Testing

@testable import Core

/// Which zone a registration names, and which of the endpoint's addresses a group takes.
@Suite struct PlacementTests {
  /// A group and its load balancer in another VPC than the endpoint's, and nothing registered.
  private func apart(crossZone: Bool? = nil) -> Harbour {
    var harbour = Harbour()
    harbour.here.targetGroups[0].vpcId = "vpc-0c"
    harbour.here.targetGroups[0].isCrossZone = crossZone
    harbour.here.targetGroups[0].targets = []
    return harbour
  }

  private func zones(_ harbour: Harbour) -> [IPAddress: String]? {
    for case .registerTargets(_, let zones) in harbour.plan.changes.map(\.change) { return zones }
    return nil
  }

  @Test func `in the group's VPC no zone is named`() {
    var harbour = Harbour()
    harbour.here.targetGroups[0].targets = []
    #expect(zones(harbour) == [:])
  }

  @Test(arguments: [nil, true]) func `outside it is all of them`(crossZone: Bool?) {
    let found = zones(apart(crossZone: crossZone))
    #expect(found == [ip("10.0.1.5"): "all", ip("10.0.2.7"): "all"])
  }

  @Test func `where the group keeps requests in their zone, one that the load balancer serves`() {
    var harbour = apart(crossZone: false)
    #expect(zones(harbour) == [ip("10.0.1.5"): "us-west-2a", ip("10.0.2.7"): "us-west-2b"])
    // In another account the same zone may have another name.
    harbour.here.subnets.append(
      Subnet(
        id: "subnet-0c",
        vpcId: "vpc-0c",
        availabilityZone: "us-west-2c",
        availabilityZoneId: "usw2-az1"
      )
    )
    harbour.here.loadBalancers[0].zones = [
      LoadBalancerZone(name: "us-west-2c", subnetId: "subnet-0c")
    ]
    #expect(zones(harbour) == [ip("10.0.1.5"): "us-west-2c", ip("10.0.2.7"): "us-west-2c"])
  }

  @Test func `of fixed addresses the subnets of the group's VPC tell`() {
    var harbour = Harbour()
    harbour.binding.endpoint.source = .addresses([ip("10.0.1.6"), ip("10.8.1.6")])
    harbour.here.targetGroups[0].targets = []
    for index in harbour.here.subnets.indices { harbour.here.subnets[index].cidrBlocks = [] }
    #expect(zones(harbour) == [:])
    harbour.here.subnets[0].cidrBlocks = [literal(IPPrefix("10.0.1.0/24"))]
    #expect(zones(harbour) == [ip("10.8.1.6"): "all"])
  }

  @Test func `a change of some targets keeps their zones only`() {
    let both = Change.registerTargets(
      [Target("10.0.1.5"), Target("10.0.2.7")],
      zones: [ip("10.0.1.5"): "all", ip("10.0.2.7"): "us-west-2b"]
    )
    #expect(
      both.narrowed(to: [Target("10.0.1.5")])
        == .registerTargets([Target("10.0.1.5")], zones: [ip("10.0.1.5"): "all"])
    )
  }

  /// A group for IPv6, and an endpoint that has such addresses or not.
  private func six(hasBoth: Bool) -> Harbour {
    var harbour = Harbour()
    harbour.here.targetGroups[0].family = .ipv6
    harbour.here.targetGroups[0].targets = []
    guard hasBoth else { return harbour }
    harbour.here.networkInterfaces[0].addresses.append(ip("2001:db8::5"))
    harbour.here.networkInterfaces[1].addresses.append(ip("2001:db8::7"))
    harbour.observation.names[0].addresses = [ip("10.0.1.5"), ip("2001:db8::5")]
    return harbour
  }

  @Test func `a group for IPv6 takes the endpoint's IPv6 addresses`() {
    let plan = six(hasBoth: true).plan
    #expect(
      plan.changes.map(\.change)
        == [.registerTargets([Target("2001:db8::5"), Target("2001:db8::7")])]
    )
    #expect(!plan.findings.contains { $0.code == .dnsDisagrees || $0.code == .addressFamily })
  }

  @Test func `an endpoint without such addresses is told, and all is held`() {
    let plan = six(hasBoth: false).plan
    let finding = plan.findings.first { $0.code == .addressFamily }
    #expect(finding?.holds == .all)
    #expect(finding?.message.contains("has IPv4 only") ?? false)
    #expect(!plan.findings.contains { $0.code == .endpointIncomplete })
    #expect(plan.changes.isEmpty)
    var one = six(hasBoth: true)
    one.here.networkInterfaces[1].addresses = [ip("10.0.2.7")]
    #expect(one.plan.findings.contains { $0.code == .endpointIncomplete })
  }

  @Test func `fixed addresses of both kinds are told, and those that fit are registered`() {
    var harbour = Harbour()
    harbour.binding.endpoint.source = .addresses([ip("10.0.1.5"), ip("2001:db8::5")])
    harbour.here.targetGroups[0].targets = []
    #expect(harbour.plan.changes.map(\.change.targets) == [[Target("10.0.1.5")]])
    #expect(harbour.plan.findings.first { $0.code == .addressFamily }?.holds == .removals)
  }
}
