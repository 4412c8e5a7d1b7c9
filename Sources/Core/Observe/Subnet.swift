/// A subnet, as DescribeSubnets shows it.
package struct Subnet: Hashable, Sendable {
  package var id: String
  package var vpcId: String

  /// The zone's name in this account, such as `us-west-2a`.
  package var availabilityZone: String

  /// The zone's id, such as `usw2-az1`: the same for all accounts, which names are not.
  package var availabilityZoneId: String

  /// Its ranges of addresses, IPv4 first; empty where they are not known.
  package var cidrBlocks: [IPPrefix]

  package init(
    id: String,
    vpcId: String,
    availabilityZone: String,
    availabilityZoneId: String,
    cidrBlocks: [IPPrefix] = []
  ) {
    self.id = id
    self.vpcId = vpcId
    self.availabilityZone = availabilityZone
    self.availabilityZoneId = availabilityZoneId
    self.cidrBlocks = cidrBlocks
  }
}
