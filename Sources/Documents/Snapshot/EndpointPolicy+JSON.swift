import Core

extension EndpointPolicy: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["statements", "unreadable"])
    if let reason: String = try members.optional("unreadable") {
      self = .unreadable(reason)
    } else {
      self = .statements(try members.list("statements"))
    }
  }

  var json: JSON {
    switch self {
    case .statements(let statements):
      .object(["statements": .array(statements.map(\.json).sorted())])
    case .unreadable(let reason): .object(["unreadable": .string(reason)])
    }
  }
}

extension PolicyStatement: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "effect",
      "principals",
      "notPrincipals",
      "actions",
      "notActions",
      "resources",
      "notResources",
      "conditions",
    ])
    func element(_ key: String, _ inverted: String) throws(DocumentError) -> PolicyElement {
      guard members.has(inverted) else { return PolicyElement(try members.list(key)) }
      return PolicyElement(try members.list(inverted), isInverted: true)
    }
    let effect = try members.node("effect").parsed(as: "Allow or Deny") { Effect(rawValue: $0) }
    let conditions: [String] = try members.list("conditions")
    self.init(
      effect,
      principals: try element("principals", "notPrincipals"),
      actions: try element("actions", "notActions"),
      resources: try element("resources", "notResources"),
      conditions: conditions.sorted()
    )
  }

  var json: JSON {
    func key(_ element: PolicyElement, _ plain: String, _ inverted: String) -> String {
      element.isInverted ? inverted : plain
    }
    return .sparse([
      "effect": .string(effect.rawValue),
      key(principals, "principals", "notPrincipals"): .texts(principals.values),
      key(actions, "actions", "notActions"): .texts(actions.values),
      key(resources, "resources", "notResources"): .texts(resources.values),
      "conditions": .texts(conditions.sorted()),
    ])
  }
}
