import Core

extension Unread: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["kind", "name", "reason"])
    self.init(
      try members.node("kind").choice("kind"),
      name: try members.required("name"),
      reason: try members.required("reason")
    )
  }

  var json: JSON {
    .object([
      "kind": .string(kind.rawValue), "name": .string(name), "reason": .string(reason),
    ])
  }
}
