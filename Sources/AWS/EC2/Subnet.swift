extension EC2 {
  /// A range of a VPC's addresses within one Availability Zone.
  package struct Subnet: Hashable, Sendable {
    package var id: String
    package var vpcID: String

    /// The zone's name in this account, such as `us-west-2a`.
    package var availabilityZone: String

    /// The zone's id, the same in every account, such as `usw2-az1`.
    package var availabilityZoneID: String
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
  }
}
