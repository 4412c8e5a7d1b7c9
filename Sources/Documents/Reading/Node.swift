import Core

/// A JSON value in its document, with the way to it, so that errors can name both.
struct Node {
  var json: JSON
  var path: Path
  var file: String

  /// The way from the root, put into words only where an error wants it.
  indirect enum Path {
    case root
    case member(of: Path, String)
    case element(of: Path, Int)

    var text: String {
      switch self {
      case .root: ""
      case .member(.root, let key): key
      case .member(let parent, let key): "\(parent.text).\(key)"
      case .element(let parent, let index): "\(parent.text)[\(index)]"
      }
    }
  }

  init(_ json: JSON, file: String, path: Path = .root) {
    self.json = json
    self.path = path
    self.file = file
  }

  /// The node one step further.
  func child(_ json: JSON, _ key: String) -> Node {
    Node(json, file: file, path: .member(of: path, key))
  }

  func error(_ reason: String) -> DocumentError {
    .invalid(file: file, path: path.text, reason: reason)
  }

  /// Takes the node for an object that has no other keys than these, and maybe not all.
  func members(_ known: [String]) throws(DocumentError) -> Members {
    let fields = try fields()
    for key in fields.keys.sorted() where !known.contains(key) {
      let hint =
        Suggestion.nearest(to: key, among: known).map { "did you mean \"\($0)\"?" }
        ?? "known here: \(known.joined(separator: ", "))"
      throw error("unknown key \(quoted(key)); \(hint)")
    }
    return Members(node: self, fields: fields)
  }

  /// Takes the node for an object that has these keys, all of them and no other.
  func allMembers(_ known: [String]) throws(DocumentError) -> Members {
    let members = try members(known)
    for key in known { _ = try members.node(key) }
    return members
  }

  /// Takes the node for an object that has these keys, all of them, and maybe some of the others.
  func members(
    _ known: [String],
    maybe others: [String]
  ) throws(DocumentError) -> Members {
    let members = try members(known + others)
    for key in known { _ = try members.node(key) }
    return members
  }

  /// Takes the node for an object of any keys.
  func fields() throws(DocumentError) -> [String: JSON] {
    guard case .object(let fields) = json else { throw wrongKind("an object") }
    return fields
  }

  /// Refuses a file of another version before its keys are looked at.
  func checkFormatVersion() throws(DocumentError) {
    let members = Members(node: self, fields: try fields())
    let found = try members.int("formatVersion", in: 0...Int.max)
    guard found == formatVersion else { throw .unknownVersion(file: file, found: found) }
  }

  func list<Value: JSONReadable>() throws(DocumentError) -> [Value] {
    guard case .array(let values) = json else { throw wrongKind("a list") }
    var read: [Value] = []
    read.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      read.append(try Value(Node(value, file: file, path: .element(of: path, index))))
    }
    return read
  }

  func string() throws(DocumentError) -> String {
    guard case .string(let text) = json else { throw wrongKind("a string") }
    return text
  }

  func int(in range: ClosedRange<Int>) throws(DocumentError) -> Int {
    guard case .int(let number) = json else { throw wrongKind("a number") }
    guard range.contains(number) else {
      throw error("\(number) is out of range; expected \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Reads text that stands for a value, such as an ARN.
  func parsed<Value>(
    as what: String,
    _ parse: (String) -> Value?
  ) throws(DocumentError) -> Value {
    let text = try string()
    guard let value = parse(text) else { throw error("\(quoted(text)) isn't \(what)") }
    return value
  }

  /// Reads one of the known words.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ what: String
  ) throws(DocumentError) -> Value where Value.RawValue == String {
    let text = try string()
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("unknown \(what) \(quoted(text)); expected one of \(known)")
    }
    return value
  }

  func wrongKind(_ expected: String) -> DocumentError {
    error("expected \(expected), found \(json.kind)")
  }
}
