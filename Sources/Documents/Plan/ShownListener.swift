import Core

/// A listener as plans and reports show it: resources by their ARNs, null where there is none.
struct ShownListener: JSONReadable {
  let listener: Listener

  init(_ listener: Listener) { self.listener = listener }

  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers([
      "arn", "loadBalancerArn", "port", "protocol", "certificateArn", "sslPolicy",
      "defaultActions",
    ])
    listener = Listener(
      arn: try members.required("arn"),
      loadBalancer: try members.required("loadBalancerArn"),
      port: try members.int("port", in: Bounds.port),
      protocol: try members.required("protocol"),
      certificate: try members.optional("certificateArn"),
      sslPolicy: try members.optional("sslPolicy"),
      defaultActions: try members.list("defaultActions")
    )
  }

  var json: JSON {
    .object([
      "arn": .text(listener.arn),
      "loadBalancerArn": .text(listener.loadBalancer),
      "port": .int(listener.port),
      "protocol": .string(listener.protocol),
      "certificateArn": .text(listener.certificate),
      "sslPolicy": .text(listener.sslPolicy),
      "defaultActions": .array(listener.defaultActions.map(\.json)),
    ])
  }
}
