import Core

extension Finding: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers(["code", "severity", "message", "remedy"])
    self.init(
      try members.node("code").choice("code"),
      severity: try members.node("severity").choice("severity") as Severity,
      try members.required("message"),
      remedy: try members.required("remedy")
    )
  }

  var json: JSON {
    .object([
      "code": .string(code.rawValue),
      "severity": .string(severity.rawValue),
      "message": .string(message),
      "remedy": .string(remedy),
    ])
  }
}
