extension ELBv2 {
  /// A load balancer of any type, with the zones that it serves.
  package struct LoadBalancer: Hashable, Sendable {
    package var arn: String
    package var name: String
    package var dnsName: String

    /// `application`, `network` or `gateway`.
    package var type: String

    package var vpcID: String?

    package var securityGroups: [String]
    package var zones: [Zone]

    /// An Availability Zone that the load balancer serves, and the subnet it does so from.
    package struct Zone: Hashable, Sendable {
      package var name: String
      package var subnetID: String?
    }
  }

  /// Asks for load balancers; an unknown one is a `LoadBalancerNotFound`.
  package static func describeLoadBalancers(_ selection: Selection) -> Listing<LoadBalancer> {
    listing(.describeLoadBalancers, selection, arns: "LoadBalancerArns", of: "LoadBalancers") {
      member throws(ReadingError) in try LoadBalancer(member)
    }
  }
}

extension ELBv2.LoadBalancer {
  init(_ member: XMLElement) throws(ReadingError) {
    arn = try member.text("LoadBalancerArn")
    name = try member.text("LoadBalancerName")
    dnsName = try member.text("DNSName")
    type = try member.text("Type")
    vpcID = member.optionalText("VpcId")
    securityGroups = try member.list("SecurityGroups", of: "member") { $0.text }
    zones = try member.list("AvailabilityZones", of: "member") { zone throws(ReadingError) in
      Zone(name: try zone.text("ZoneName"), subnetID: zone.optionalText("SubnetId"))
    }
  }
}
