/// An interface VPC endpoint, as DescribeVpcEndpoints shows it.
///
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html
package struct VPCEndpoint: Hashable, Sendable {
  package var id: String
  package var serviceName: String
  package var vpcId: String

  /// In lower case, such as `available`: the model and live answers differ in case.
  package var state: String

  package var subnetIds: [String]
  package var networkInterfaceIds: [String]
  package var securityGroupIds: [String]

  /// The names of its DnsEntries; the regional one comes first where AWS lists it.
  package var dnsNames: [String]

  /// Nil where EC2 shows none.
  package var policy: EndpointPolicy?

  package init(
    id: String,
    serviceName: String,
    vpcId: String,
    state: String,
    subnetIds: [String],
    networkInterfaceIds: [String],
    securityGroupIds: [String] = [],
    dnsNames: [String] = [],
    policy: EndpointPolicy? = nil
  ) {
    self.id = id
    self.serviceName = serviceName
    self.vpcId = vpcId
    self.state = state
    self.subnetIds = subnetIds
    self.networkInterfaceIds = networkInterfaceIds
    self.securityGroupIds = securityGroupIds
    self.dnsNames = dnsNames
    self.policy = policy
  }
}
