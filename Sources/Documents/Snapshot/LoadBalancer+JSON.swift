import Core

extension LoadBalancer: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "arn",
      "name",
      "dnsName",
      "type",
      "vpcId",
      "securityGroupIds",
      "zones",
    ])
    self.init(
      arn: try members.required("arn"),
      name: try members.required("name"),
      dnsName: try members.required("dnsName"),
      type: try members.required("type"),
      vpcId: try members.required("vpcId"),
      securityGroupIds: try members.list("securityGroupIds"),
      zones: try members.list("zones")
    )
  }

  var json: JSON {
    .sparse([
      "arn": .text(arn),
      "name": .string(name),
      "dnsName": .string(dnsName),
      "type": .string(type),
      "vpcId": .string(vpcId),
      "securityGroupIds": .texts(securityGroupIds.sorted()),
      "zones": .sorted(zones, by: \.name, \.json),
    ])
  }
}

extension LoadBalancerZone: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["name", "subnetId"])
    self.init(name: try members.required("name"), subnetId: try members.required("subnetId"))
  }

  var json: JSON { .object(["name": .string(name), "subnetId": .string(subnetId)]) }
}
