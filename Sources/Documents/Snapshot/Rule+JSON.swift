import Core

extension Rule: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "arn",
      "listener",
      "priority",
      "hosts",
      "hasOtherConditions",
      "actions",
    ])
    let hosts: [String] = try members.list("hosts")
    self.init(
      arn: try members.required("arn"),
      listener: try members.required("listener"),
      priority: try members.int("priority", in: Bounds.priority),
      hosts: hosts.map { $0.lowercased() }.sorted(),
      hasOtherConditions: try members.optional("hasOtherConditions") ?? false,
      actions: try members.list("actions")
    )
  }

  var json: JSON {
    .sparse([
      "arn": .text(arn),
      "listener": .text(listener),
      "priority": .int(priority),
      "hosts": .texts(hosts.sorted()),
      "hasOtherConditions": .bool(hasOtherConditions),
      "actions": .array(actions.map(\.json)),
    ])
  }
}
