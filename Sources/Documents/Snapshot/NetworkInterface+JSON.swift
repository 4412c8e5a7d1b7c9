import Core

extension NetworkInterface: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "id",
      "vpcId",
      "subnetId",
      "availabilityZone",
      "status",
      "description",
      "addresses",
    ])
    self.init(
      id: try members.required("id"),
      vpcId: try members.required("vpcId"),
      subnetId: try members.required("subnetId"),
      availabilityZone: try members.required("availabilityZone"),
      status: try members.required("status"),
      description: try members.optional("description") ?? "",
      addresses: try members.list("addresses")
    )
  }

  var json: JSON {
    .sparse([
      "id": .string(id),
      "vpcId": .string(vpcId),
      "subnetId": .string(subnetId),
      "availabilityZone": .string(availabilityZone),
      "status": .string(status),
      "description": description.isEmpty ? .null : .string(description),
      "addresses": .texts(addresses),
    ])
  }
}
