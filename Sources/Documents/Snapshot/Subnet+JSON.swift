import Core

extension Subnet: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "id",
      "vpcId",
      "availabilityZone",
      "availabilityZoneId",
      "cidrBlocks",
    ])
    self.init(
      id: try members.required("id"),
      vpcId: try members.required("vpcId"),
      availabilityZone: try members.required("availabilityZone"),
      availabilityZoneId: try members.required("availabilityZoneId"),
      cidrBlocks: try members.list("cidrBlocks").sorted()
    )
  }

  var json: JSON {
    .sparse([
      "id": .string(id),
      "vpcId": .string(vpcId),
      "availabilityZone": .string(availabilityZone),
      "availabilityZoneId": .string(availabilityZoneId),
      "cidrBlocks": .texts(cidrBlocks.sorted()),
    ])
  }
}
