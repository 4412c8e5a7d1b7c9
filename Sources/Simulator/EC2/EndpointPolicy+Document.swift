import Core

extension EndpointPolicy {
  /// The policy as EC2 shows it: JSON text.
  ///
  /// What a condition asks for isn't known any more, so that something stands for it; what could not
  /// be read can't be read here either.
  var document: String {
    guard case .statements(let statements) = self else { return "{}" }
    return JSONText.object([
      .init("Version", .string("2012-10-17")),
      .init("Statement", .array(statements.map(\.document))),
    ]).text
  }
}

extension PolicyStatement {
  fileprivate var document: JSONText {
    var members: [JSONText.Member] = [
      .init("Effect", .string(effect.rawValue)),
      .init(principals.name("Principal"), principals.principal),
      .init(actions.name("Action"), .strings(actions.values)),
      .init(resources.name("Resource"), .strings(resources.values)),
    ]
    let pairs = conditions.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
    let operators = Dictionary(grouping: pairs) { $0.first ?? "" }.sorted { $0.key < $1.key }
    if !operators.isEmpty {
      members.append(
        .init(
          "Condition",
          .object(
            operators.map { name, pairs in
              .init(name, .object(pairs.map { .init($0.last ?? "", .string("…")) }))
            }
          )
        )
      )
    }
    return .object(members)
  }
}

extension PolicyElement {
  fileprivate func name(_ plain: String) -> String { isInverted ? "Not\(plain)" : plain }

  /// Everybody, or principals by their kind.
  fileprivate var principal: JSONText {
    if values == ["*"] { return .string("*") }
    let pairs = values.map { value -> (kind: String, value: String) in
      let parts = value.split(separator: ":", maxSplits: 1).map(String.init)
      let isOfAWS = value.hasPrefix("arn:") || parts.count < 2
      return isOfAWS ? ("AWS", value) : (parts[0], parts[1])
    }
    let kinds = Dictionary(grouping: pairs, by: \.kind).sorted { $0.key < $1.key }
    return .object(kinds.map { .init($0.key, .strings($0.value.map(\.value))) })
  }
}
