package import Core

extension Harbour {
  /// A harbour whose security groups were seen: `sg-0b` is the load balancer's, `sg-0a` the
  /// endpoint's; each names the other on port 443, and the subnets have their ranges.
  package static var guarded: Harbour {
    var harbour = Harbour()
    harbour.here.subnets[0].cidrBlocks = [cidr("10.0.1.0/24")]
    harbour.here.subnets[1].cidrBlocks = [cidr("10.0.2.0/24")]
    harbour.here.securityGroups = [
      SecurityGroup(id: "sg-0a", name: "endpoint", vpcId: "vpc-0a"),
      SecurityGroup(id: "sg-0b", name: "balancer", vpcId: "vpc-0a"),
    ]
    harbour.endpointAccepts = [.tcp(443...443, groups: ["sg-0b"])]
    harbour.balancerSends = [.tcp(443...443, groups: ["sg-0a"])]
    return harbour
  }

  package var endpointAccepts: [SecurityGroupRule] {
    get { here.securityGroups[0].ingress }
    set { here.securityGroups[0].ingress = newValue }
  }

  package var balancerSends: [SecurityGroupRule] {
    get { here.securityGroups[1].egress }
    set { here.securityGroups[1].egress = newValue }
  }

  /// What is known of the network in front of the binding's group.
  package var reach: Reachability? {
    Reachability(of: binding, region: "us-west-2", in: observation)
  }
}

extension SecurityGroupRule {
  /// A rule in a test table.
  package static func tcp(
    _ ports: ClosedRange<Int>?,
    _ ranges: [String] = [],
    groups: [String] = [],
    lists: [String] = []
  ) -> SecurityGroupRule {
    SecurityGroupRule(
      protocol: "tcp",
      ports: ports,
      ranges: ranges.map(cidr),
      groups: groups.map { SecurityGroupPeer($0) },
      prefixListIds: lists
    )
  }
}
