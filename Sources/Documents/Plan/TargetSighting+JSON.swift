import Core

extension TargetSighting: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers(["id", "port", "state", "reason", "is"])
    self.init(
      try Target(members),
      state: try members.optional("state"),
      reason: try members.optional("reason"),
      standing: try members.node("is").choice("standing")
    )
  }

  var json: JSON {
    .object(
      target.fields.merging([
        "state": .text(state), "reason": .text(reason), "is": .string(standing.rawValue),
      ]) { $1 }
    )
  }
}
