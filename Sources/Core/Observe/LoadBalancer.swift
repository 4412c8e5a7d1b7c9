/// A load balancer, as DescribeLoadBalancers shows it.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html
package struct LoadBalancer: Hashable, Sendable {
  package var arn: ARN
  package var name: String
  package var dnsName: String

  /// `application` is the only type that can forward as a spec asks.
  package var type: String

  package var vpcId: String
  package var securityGroupIds: [String]
  package var zones: [LoadBalancerZone]

  package init(
    arn: ARN,
    name: String,
    dnsName: String,
    type: String,
    vpcId: String,
    securityGroupIds: [String] = [],
    zones: [LoadBalancerZone] = []
  ) {
    self.arn = arn
    self.name = name
    self.dnsName = dnsName
    self.type = type
    self.vpcId = vpcId
    self.securityGroupIds = securityGroupIds
    self.zones = zones
  }
}

/// A zone that a load balancer serves, through one subnet.
package struct LoadBalancerZone: Hashable, Sendable {
  /// The zone's name in the load balancer's account.
  package var name: String
  package var subnetId: String

  package init(name: String, subnetId: String) {
    self.name = name
    self.subnetId = subnetId
  }
}
