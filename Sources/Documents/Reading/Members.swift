/// The members of one object, read by key.
///
/// Plans and reports hold every member that their format names, null where there is nothing
/// (`Node.allMembers`); snapshots may be written by hand and leave out what is empty.
struct Members {
  let node: Node
  let fields: [String: JSON]

  /// Whether the object has the member, if only as null.
  func has(_ key: String) -> Bool { fields[key] != nil }

  /// The member's node; a missing member is an error.
  func node(_ key: String) throws(DocumentError) -> Node {
    guard let json = fields[key] else { throw node.error("missing member \"\(key)\"") }
    return node.child(json, key)
  }

  func required<Value: JSONReadable>(_ key: String) throws(DocumentError) -> Value {
    try Value(node(key))
  }

  /// Reads a member that may be null or left out.
  func optional<Value: JSONReadable>(_ key: String) throws(DocumentError) -> Value? {
    guard let json = fields[key], json != .null else { return nil }
    return try Value(node.child(json, key))
  }

  /// Reads a list; one that is left out is empty.
  func list<Value: JSONReadable>(_ key: String) throws(DocumentError) -> [Value] {
    guard let json = fields[key] else { return [] }
    return try node.child(json, key).list()
  }

  func int(_ key: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int {
    try node(key).int(in: range)
  }

  func optionalInt(_ key: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int? {
    guard let json = fields[key], json != .null else { return nil }
    return try node.child(json, key).int(in: range)
  }

  /// Reads an object whose keys are free and whose values are strings; left out, it is empty.
  func texts(_ key: String) throws(DocumentError) -> [String: String] {
    guard let json = fields[key] else { return [:] }
    let node = node.child(json, key)
    var texts: [String: String] = [:]
    for (key, json) in try node.fields().sorted(by: { $0.key < $1.key }) {
      texts[key] = try node.child(json, key).string()
    }
    return texts
  }
}
