/// A network interface, as DescribeNetworkInterfaces shows it.
///
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html
package struct NetworkInterface: Hashable, Sendable {
  package var id: String
  package var vpcId: String
  package var subnetId: String
  package var availabilityZone: String

  /// EC2's word, such as `in-use`.
  package var status: String

  package var description: String

  /// The primary private address first, then the other IPv4 and the IPv6 ones.
  package var addresses: [IPAddress]

  package init(
    id: String,
    vpcId: String,
    subnetId: String,
    availabilityZone: String,
    status: String,
    description: String = "",
    addresses: [IPAddress]
  ) {
    self.id = id
    self.vpcId = vpcId
    self.subnetId = subnetId
    self.availabilityZone = availabilityZone
    self.status = status
    self.description = description
    self.addresses = addresses
  }
}
