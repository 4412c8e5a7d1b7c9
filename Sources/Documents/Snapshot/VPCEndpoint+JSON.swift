import Core

extension VPCEndpoint: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "id",
      "serviceName",
      "vpcId",
      "state",
      "subnetIds",
      "networkInterfaceIds",
      "securityGroupIds",
      "dnsNames",
      "policy",
    ])
    let state: String = try members.required("state")
    self.init(
      id: try members.required("id"),
      serviceName: try members.required("serviceName"),
      vpcId: try members.required("vpcId"),
      state: state.lowercased(),
      subnetIds: try members.list("subnetIds"),
      networkInterfaceIds: try members.list("networkInterfaceIds"),
      securityGroupIds: try members.list("securityGroupIds"),
      dnsNames: try members.list("dnsNames"),
      policy: try members.optional("policy")
    )
  }

  var json: JSON {
    .sparse([
      "id": .string(id),
      "serviceName": .string(serviceName),
      "vpcId": .string(vpcId),
      "state": .string(state),
      "subnetIds": .texts(subnetIds.sorted()),
      "networkInterfaceIds": .texts(networkInterfaceIds.sorted()),
      "securityGroupIds": .texts(securityGroupIds.sorted()),
      "dnsNames": .texts(dnsNames),
      "policy": policy?.json ?? .null,
    ])
  }
}
