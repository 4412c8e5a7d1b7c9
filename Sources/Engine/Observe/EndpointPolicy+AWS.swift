import Core
import Documents

extension EndpointPolicy {
  /// Reads a policy document; what isn't understood makes all of it unreadable, never a part of it.
  ///
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
  init(_ document: String) {
    do throws(PolicyFault) {
      let json: JSON
      do throws(DocumentError) {
        json = try JSON(Array(document.utf8), file: "the policy")
      } catch {
        throw PolicyFault("it is not JSON")
      }
      guard case .object(let members) = json else { throw PolicyFault("it is no JSON object") }
      try Self.check(members.keys, among: ["Version", "Id", "Statement"])
      var statements: [PolicyStatement] = []
      for statement in Self.several(members["Statement"]) {
        statements.append(try PolicyStatement(statement))
      }
      guard members["Statement"] != nil else { throw PolicyFault("it has no Statement") }
      self = .statements(statements)
    } catch {
      self = .unreadable(error.reason)
    }
  }

  /// IAM takes one value where it takes a list of them.
  fileprivate static func several(_ json: JSON?) -> [JSON] {
    switch json {
    case nil: []
    case .array(let values): values
    case let value?: [value]
    }
  }

  fileprivate static func check(
    _ keys: some Sequence<String>,
    among known: Set<String>
  ) throws(PolicyFault) {
    if let key = keys.filter({ !known.contains($0) }).min() {
      throw PolicyFault("it has the unknown member \(key)")
    }
  }
}

/// Why a policy isn't understood.
private struct PolicyFault: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}

extension PolicyStatement {
  fileprivate init(_ json: JSON) throws(PolicyFault) {
    guard case .object(let members) = json else { throw PolicyFault("a statement is no object") }
    try EndpointPolicy.check(
      members.keys,
      among: [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
        "NotResource", "Condition",
      ]
    )
    guard case .string(let word)? = members["Effect"], let effect = Effect(rawValue: word) else {
      throw PolicyFault("a statement's Effect is neither Allow nor Deny")
    }
    self.init(
      effect,
      principals: try PolicyElement("Principal", members) { json throws(PolicyFault) in
        try Self.principals(json)
      },
      actions: try PolicyElement("Action", members) { json throws(PolicyFault) in
        try Self.texts(json)
      },
      resources: try PolicyElement("Resource", members) { json throws(PolicyFault) in
        try Self.texts(json)
      },
      conditions: try Self.conditions(members["Condition"])
    )
  }

  private static func texts(_ json: JSON) throws(PolicyFault) -> [String] {
    var texts: [String] = []
    for value in EndpointPolicy.several(json) {
      guard case .string(let text) = value else { throw PolicyFault("a value is no text") }
      texts.append(text)
    }
    return texts
  }

  private static func principals(_ json: JSON) throws(PolicyFault) -> [String] {
    guard case .object(let kinds) = json else {
      guard json == .string("*") else {
        throw PolicyFault("a Principal is neither * nor an object")
      }
      return ["*"]
    }
    var principals: [String] = []
    for (kind, value) in kinds.sorted(by: { $0.key < $1.key }) {
      principals += try texts(value).map { kind == "AWS" ? $0 : "\(kind):\($0)" }
    }
    return principals
  }

  private static func conditions(_ json: JSON?) throws(PolicyFault) -> [String] {
    guard let json else { return [] }
    guard case .object(let operators) = json else { throw PolicyFault("a Condition is no object") }
    var conditions: [String] = []
    for (name, keys) in operators {
      guard case .object(let keys) = keys else { throw PolicyFault("a Condition has no keys") }
      conditions += keys.keys.map { "\(name) \($0)" }
    }
    return conditions.sorted()
  }
}

extension PolicyElement {
  /// The element of a name or its inversion: just one of them.
  fileprivate init(
    _ name: String,
    _ members: [String: JSON],
    _ values: (JSON) throws(PolicyFault) -> [String]
  ) throws(PolicyFault) {
    switch (members[name], members["Not\(name)"]) {
    case (let json?, nil): self.init(try values(json))
    case (nil, let json?): self.init(try values(json), isInverted: true)
    case (nil, nil), (_?, _?): throw PolicyFault("a statement has no \(name), or two")
    }
  }
}
