/// A JSON value of the documents: all of RFC 8259 but fractions, which no document has.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// What kind of value it is, for error messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .int: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension JSON {
  /// A string, or null for nil.
  static func text(_ value: (some CustomStringConvertible)?) -> JSON {
    value.map { .string($0.description) } ?? .null
  }

  /// A number, or null for nil.
  static func number(_ value: Int?) -> JSON {
    value.map(JSON.int) ?? .null
  }

  /// The strings in the order given.
  static func texts(_ values: [some CustomStringConvertible]) -> JSON {
    .array(values.map { .string($0.description) })
  }

  /// The values' JSON sorted by a key; values of one key are sorted by their JSON, so that the
  /// order given never shows.
  static func sorted<Value>(
    _ values: [Value],
    by key: (Value) -> some Comparable,
    _ json: (Value) -> JSON
  ) -> JSON {
    let pairs = values.map { (key: key($0), json: json($0)) }
    return .array(pairs.sorted { ($0.key, $0.json) < ($1.key, $1.json) }.map(\.json))
  }

  private var saysNothing: Bool {
    switch self {
    case .null: true
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .bool, .int, .string: false
    }
  }

  /// An object without the members that say nothing: nulls, empty lists and empty objects.
  static func sparse(_ members: [String: JSON]) -> JSON {
    .object(members.filter { !$0.value.saysNothing })
  }
}

/// Any total order does: it only breaks ties, so that the order of the input never shows.
extension JSON: Comparable {
  package static func < (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.bool(let left), .bool(let right)): !left && right
    case (.int(let left), .int(let right)): left < right
    case (.string(let left), .string(let right)): left < right
    case (.array(let left), .array(let right)): left.lexicographicallyPrecedes(right)
    case (.object(let left), .object(let right)):
      left.sorted { $0.key < $1.key }.lexicographicallyPrecedes(right.sorted { $0.key < $1.key }) {
        ($0.key, $0.value) < ($1.key, $1.value)
      }
    default: left.kind < right.kind
    }
  }
}
