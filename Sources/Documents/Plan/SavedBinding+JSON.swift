import Core

extension SavedBinding: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(
      [
        "name", "region", "account", "targetGroupArn", "status", "endpoint", "changes", "targets",
        "listener", "held", "findings", "spec", "apiHosts", "error", "fingerprint",
      ],
      maybe: ["rule"]
    )
    name = try members.required("name")
    region = try members.optional("region")
    account = try members.optional("account")
    targetGroup = try members.optional("targetGroupArn")
    endpoint = try members.optional("endpoint")
    changes = try members.list("changes")
    held = try members.list("held")
    findings = try members.list("findings")
    targets = try members.list("targets")
    let shown: ShownListener? = try members.optional("listener")
    listener = shown?.listener
    let shownRule: ShownRule? = try members.optional("rule")
    rule = shownRule?.rule
    apiHosts = try members.texts("apiHosts")
    error = try members.optional("error")
    fingerprint = try members.optional("fingerprint")
    spec = .object(try members.node("spec").fields())
    try check(members)
  }

  /// Whether the members say the same of the binding.
  private func check(_ members: Members) throws(DocumentError) {
    let status: PlanStatus = try members.node("status").choice("status")
    guard status == self.status else {
      throw try members.node("status").error(
        "it says \(status.rawValue), and the other members say \(self.status.rawValue)"
      )
    }
    if error != nil {
      guard changes.isEmpty, held.isEmpty, spec == .object([:]) else {
        throw members.node.error("a binding that could not be observed has no changes and no spec")
      }
    } else {
      for key in ["region", "account", "fingerprint"] where members.fields[key] == .null {
        throw try members.node(key).error("it is null for a binding that could be observed")
      }
      guard members.fields["spec"]?.name == .string(name) else {
        throw try members.node("spec").error("it isn't the spec of the binding \(quoted(name))")
      }
    }
  }

  var json: JSON {
    var fields: [String: JSON] = [
      "name": .string(name),
      "region": .text(region),
      "account": .text(account),
      "targetGroupArn": .text(targetGroup),
      "status": .string(status.rawValue),
      "endpoint": endpoint?.json ?? .null,
      "changes": .array(changes.map(\.json)),
      "targets": .array(targets.map(\.json)),
      "listener": listener.map { ShownListener($0).json } ?? .null,
      "held": .array(held.map(\.json)),
      "findings": .array(findings.map(\.json)),
      "spec": spec,
      "apiHosts": .object(apiHosts.mapValues(JSON.string)),
      "error": .text(error),
      "fingerprint": .text(fingerprint),
    ]
    if let rule { fields["rule"] = ShownRule(rule).json }
    return .object(fields)
  }
}

extension JSON {
  fileprivate var name: JSON? {
    guard case .object(let fields) = self else { return nil }
    return fields["name"]
  }
}
