import Core

extension EndpointSighting: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers([
      "vpcEndpointId", "serviceName", "vpcId", "state", "environment", "addresses",
    ])
    self.init(
      vpcEndpointId: try members.optional("vpcEndpointId"),
      serviceName: try members.optional("serviceName"),
      vpcId: try members.optional("vpcId"),
      state: try members.optional("state"),
      environment: try members.optional("environment"),
      addresses: try members.list("addresses")
    )
  }

  var json: JSON {
    .object([
      "vpcEndpointId": .text(vpcEndpointId),
      "serviceName": .text(serviceName),
      "vpcId": .text(vpcId),
      "state": .text(state),
      "environment": environment?.json ?? .null,
      "addresses": .sorted(addresses, by: \.self, \.json),
    ])
  }
}

extension EnvironmentSighting: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers(["name", "status", "accessMode"])
    self.init(
      name: try members.required("name"),
      status: try members.required("status"),
      accessMode: try members.required("accessMode")
    )
  }

  var json: JSON {
    .object([
      "name": .string(name), "status": .string(status), "accessMode": .string(accessMode),
    ])
  }
}

extension EndpointAddress: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers([
      "address", "networkInterfaceId", "subnetId", "availabilityZone", "availabilityZoneId",
    ])
    self.init(
      try members.required("address"),
      networkInterfaceId: try members.optional("networkInterfaceId"),
      subnetId: try members.optional("subnetId"),
      availabilityZone: try members.optional("availabilityZone"),
      availabilityZoneId: try members.optional("availabilityZoneId")
    )
  }

  var json: JSON {
    .object([
      "address": .text(address),
      "networkInterfaceId": .text(networkInterfaceId),
      "subnetId": .text(subnetId),
      "availabilityZone": .text(availabilityZone),
      "availabilityZoneId": .text(availabilityZoneId),
    ])
  }
}
