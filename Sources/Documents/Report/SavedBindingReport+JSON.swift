import Core

extension SavedBindingReport: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers([
      "name", "region", "account", "status", "outcomes", "targets", "before", "findings", "error",
      "spec", "apiHosts",
    ])
    let targets: [ReportedTarget] = try members.list("targets")
    let before = try members.node("before")
    name = try members.required("name")
    region = try members.optional("region")
    account = try members.optional("account")
    status = try members.node("status").choice("status")
    outcomes = try members.list("outcomes")
    self.targets = targets.map(\.target)
    self.before = before.json == .object([:]) ? nil : try SettingsBefore(before)
    findings = try members.list("findings")
    error = try members.optional("error")
    apiHosts = try members.texts("apiHosts")
    spec = .object(try members.node("spec").fields())
    try check(members)
  }

  /// Whether the members say the same of the binding.
  private func check(_ members: Members) throws(DocumentError) {
    guard spec != .object([:]) else {
      guard before == nil else { throw try members.node("spec").error("it is empty") }
      return
    }
    for key in ["region", "account"] where members.fields[key] == .null {
      throw try members.node(key).error("it is null for a binding that could be observed")
    }
    guard case .object(let fields) = spec, fields["name"] == .string(name) else {
      throw try members.node("spec").error("it isn't the spec of the binding \(quoted(name))")
    }
  }

  var json: JSON {
    .object([
      "name": .string(name),
      "region": .text(region),
      "account": .text(account),
      "status": .string(status.rawValue),
      "outcomes": .array(outcomes.map(\.json)),
      "targets": .sorted(targets, by: \.target) { .object($0.fields) },
      "before": before?.json ?? .object([:]),
      "findings": .array(findings.map(\.json)),
      "error": .text(error),
      "spec": spec,
      "apiHosts": .object(apiHosts.mapValues(JSON.string)),
    ])
  }
}

/// A target with all its members, null where there is nothing.
private struct ReportedTarget: JSONReadable {
  let target: RegisteredTarget

  init(_ node: Node) throws(DocumentError) {
    target = try RegisteredTarget(node.allMembers(RegisteredTarget.keys))
  }
}

extension SettingsBefore: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(
      ["targetGroupArn", "healthCheck", "targets", "listener"],
      maybe: ["rule"]
    )
    let listener: ShownListener? = try members.optional("listener")
    let rule: ShownRule? = try members.optional("rule")
    self.init(
      targetGroup: try members.optional("targetGroupArn"),
      healthCheck: try HealthCheck(members.node("healthCheck").allMembers(HealthCheck.keys)),
      targets: try members.list("targets"),
      listener: listener?.listener,
      rule: rule?.rule
    )
  }

  var json: JSON {
    var fields: [String: JSON] = [
      "targetGroupArn": .text(targetGroup),
      "healthCheck": .object(healthCheck.fields),
      "targets": .array(targets.sorted().map { .object($0.fields) }),
      "listener": listener.map { ShownListener($0).json } ?? .null,
    ]
    if let rule { fields["rule"] = ShownRule(rule).json }
    return .object(fields)
  }
}

extension Outcome: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let (change, members) = try Change.read(
      node,
      beside: ["result", "requestId", "at", "reason", "error", "code"],
      maybe: [Self.madeKey]
    )
    let at: Timestamp? = try members.optional("at")
    guard change.isCreation || !members.has(Self.madeKey) else {
      throw try members.node(Self.madeKey).error("such a change makes nothing")
    }
    self.init(
      change,
      try members.node("result").choice("result"),
      requestId: try members.optional("requestId"),
      at: at?.seconds,
      reason: try members.required("reason"),
      error: try members.optional("error"),
      code: try members.optional("code"),
      made: try members.optional(Self.madeKey)
    )
  }

  var json: JSON {
    var fields = change.fields.merging([
      "result": .string(result.rawValue),
      "requestId": .text(requestId),
      "at": .text(at.map(Timestamp.init(seconds:))),
      "reason": .string(reason),
      "error": .text(error),
      "code": .text(code?.code),
    ]) { $1 }
    if let made { fields[Self.madeKey] = .text(made) }
    return .object(fields)
  }

  private static let madeKey = "madeArn"
}
