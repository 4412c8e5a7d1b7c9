import Core

extension Listener: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "arn",
      "loadBalancer",
      "port",
      "protocol",
      "certificate",
      "furtherCertificates",
      "sslPolicy",
      "defaultActions",
    ])
    self.init(
      arn: try members.required("arn"),
      loadBalancer: try members.required("loadBalancer"),
      port: try members.int("port", in: Bounds.port),
      protocol: try members.required("protocol"),
      certificate: try members.optional("certificate"),
      furtherCertificates: try members.list("furtherCertificates"),
      sslPolicy: try members.optional("sslPolicy"),
      defaultActions: try members.list("defaultActions")
    )
  }

  var json: JSON {
    .sparse([
      "arn": .text(arn),
      "loadBalancer": .text(loadBalancer),
      "port": .int(port),
      "protocol": .string(`protocol`),
      "certificate": .text(certificate),
      "furtherCertificates": .texts(furtherCertificates.sorted()),
      "sslPolicy": .text(sslPolicy),
      "defaultActions": .array(defaultActions.map(\.json)),
    ])
  }
}

/// Actions keep their order, in which AWS takes them; the groups of a forward have none.
extension ListenerAction: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["type", "targetGroups"])
    let type: String = try members.required("type")
    let groups: [ARN] = try members.list("targetGroups")
    guard type == "forward" || !members.has("targetGroups") else {
      throw node.error("an action of type \(quoted(type)) has no targetGroups")
    }
    self = type == "forward" ? .forward(groups.sorted()) : .other(type)
  }

  var json: JSON {
    switch self {
    case .forward(let groups):
      .sparse(["type": .string("forward"), "targetGroups": .texts(groups.sorted())])
    case .other(let type): .object(["type": .string(type)])
    }
  }
}
