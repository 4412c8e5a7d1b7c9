import Core

extension Environment: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "name",
      "arn",
      "status",
      "accessMode",
      "webServerEndpointService",
      "databaseEndpointService",
      "webServerHost",
      "subnetIds",
      "securityGroupIds",
      "baseURL",
      "endpointManagement",
    ])
    self.init(
      name: try members.required("name"),
      arn: try members.required("arn"),
      status: try members.required("status"),
      accessMode: try members.required("accessMode"),
      webServerEndpointService: try members.optional("webServerEndpointService"),
      databaseEndpointService: try members.optional("databaseEndpointService"),
      webServerHost: try members.optional("webServerHost"),
      subnetIds: try members.list("subnetIds"),
      securityGroupIds: try members.list("securityGroupIds"),
      baseURL: try members.optional("baseURL"),
      endpointManagement: try members.optional("endpointManagement")
    )
  }

  var json: JSON {
    .sparse([
      "name": .string(name),
      "arn": .text(arn),
      "status": .string(status),
      "accessMode": .string(accessMode),
      "webServerEndpointService": .text(webServerEndpointService),
      "databaseEndpointService": .text(databaseEndpointService),
      "webServerHost": .text(webServerHost),
      "subnetIds": .texts(subnetIds.sorted()),
      "securityGroupIds": .texts(securityGroupIds.sorted()),
      "baseURL": .text(baseURL),
      "endpointManagement": .text(endpointManagement),
    ])
  }
}
