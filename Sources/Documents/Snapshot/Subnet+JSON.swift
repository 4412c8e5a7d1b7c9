import Core

extension Subnet: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["id", "vpcId", "availabilityZone", "availabilityZoneId"])
    self.init(
      id: try members.required("id"),
      vpcId: try members.required("vpcId"),
      availabilityZone: try members.required("availabilityZone"),
      availabilityZoneId: try members.required("availabilityZoneId")
    )
  }

  var json: JSON {
    .object([
      "id": .string(id),
      "vpcId": .string(vpcId),
      "availabilityZone": .string(availabilityZone),
      "availabilityZoneId": .string(availabilityZoneId),
    ])
  }
}
