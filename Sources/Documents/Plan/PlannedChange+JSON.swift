import Core

extension PlannedChange: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let (change, members) = try Change.read(node, beside: ["reason"])
    self.init(change, because: try members.required("reason"))
  }

  var json: JSON {
    .object(change.fields.merging(["reason": .string(reason)]) { $1 })
  }
}

extension HeldChange: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let (change, members) = try Change.read(node, beside: ["code", "reason"])
    self.init(
      change,
      code: try members.required("code"),
      because: try members.required("reason")
    )
  }

  var json: JSON {
    .object(
      change.fields.merging(["code": .string(code.code), "reason": .string(reason)]) { $1 }
    )
  }
}

extension HoldCode: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    self = try node.parsed(as: "a code that holds") { HoldCode(code: $0) }
  }
}
