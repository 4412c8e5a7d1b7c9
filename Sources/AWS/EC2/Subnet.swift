extension EC2 {
  /// A range of a VPC's addresses within one Availability Zone.
  package struct Subnet: Hashable, Sendable {
    package var id: String
    package var vpcID: String

    /// The zone's name in this account, such as `us-west-2a`.
    package var availabilityZone: String

    /// The zone's id, the same in every account, such as `usw2-az1`.
    package var availabilityZoneID: String

    /// Its ranges of addresses in CIDR form: the one of IPv4, then those of IPv6 that are in use.
    package var cidrBlocks: [String]
  }

  /// Asks for subnets; an unknown id is an `InvalidSubnetID.NotFound`.
  package static func describeSubnets(_ selection: Selection) -> Listing<Subnet> {
    listing(.describeSubnets, selection, idName: "SubnetId", list: "subnetSet") {
      item throws(ReadingError) in try Subnet(item)
    }
  }
}

extension EC2.Subnet {
  init(_ item: XMLElement) throws(ReadingError) {
    id = try item.text("subnetId")
    vpcID = try item.text("vpcId")
    availabilityZone = try item.text("availabilityZone")
    availabilityZoneID = try item.text("availabilityZoneId")
    let associations = try item.list("ipv6CidrBlockAssociationSet", of: "item") {
      association throws(ReadingError) in
      (
        block: try association.text("ipv6CidrBlock"),
        state: association.child("ipv6CidrBlockState")?.optionalText("state") ?? "associated"
      )
    }
    // A subnet may be of IPv6 alone.
    let block = item.optionalText("cidrBlock")
    cidrBlocks =
      (block.map { [$0] } ?? [])
      + associations.filter { $0.state == "associated" }.map(\.block)
  }
}
