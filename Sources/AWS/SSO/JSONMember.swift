/// A value of a JSON object that is kept as it is, whatever it means.
enum JSONMember: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSONMember])
  case object([String: JSONMember])

  /// The text; nil for every other value, and for an empty one.
  var text: String? {
    if case .text(let text) = self, !text.isEmpty { text } else { nil }
  }
}

extension JSONMember: Decodable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let boolean = try? value.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSONMember].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSONMember].self))
    }
  }
}

extension JSONMember {
  /// The value as JSON, the members of an object in the order of their names.
  var json: String {
    switch self {
    case .null: "null"
    case .boolean(let boolean): "\(boolean)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .text(let text): JSONReading.quoted(text)
    case .list(let list): "[\(list.map(\.json).joined(separator: ", "))]"
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }
        .map { "\(JSONReading.quoted($0)): \($1.json)" }.joined(separator: ", ") + "}"
    }
  }
}
