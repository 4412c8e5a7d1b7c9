/// An element of an XML answer, without namespaces and attributes.
struct XMLElement: Hashable, Sendable {
  var name: String

  /// The character data directly in the element, in one piece.
  var text: String

  var children: [XMLElement]

  /// How the element is reached from the members' root, for error messages.
  private(set) var path: String

  init(name: String, text: String = "", children: [XMLElement] = []) {
    self.name = name
    self.text = text
    self.children = children
    self.path = ""
  }
}

extension XMLElement {
  /// The first child of a name; nil when there is none.
  func child(_ name: String) -> XMLElement? {
    guard var child = first(name) else { return nil }
    child.path = member(name)
    return child
  }

  func required(_ name: String) throws(ReadingError) -> XMLElement {
    guard let child = child(name) else { throw .missing(member: member(name)) }
    return child
  }

  /// The text of a child that must be there; it may be empty.
  func text(_ name: String) throws(ReadingError) -> String {
    guard let child = first(name) else { throw .missing(member: member(name)) }
    return child.text
  }

  /// The text of a child; nil when it is absent or empty.
  ///
  /// EC2 and ELBv2 write an absent value either way.
  func optionalText(_ name: String) -> String? {
    guard let text = first(name)?.text, !text.isEmpty else { return nil }
    return text
  }

  func integer(_ name: String) throws(ReadingError) -> Int {
    guard let number = try optionalInteger(name) else { throw .missing(member: member(name)) }
    return number
  }

  func optionalInteger(_ name: String) throws(ReadingError) -> Int? {
    guard let text = optionalText(name) else { return nil }
    guard let number = Int(text) else {
      throw .unreadable("\(member(name)) is not a whole number")
    }
    return number
  }

  func boolean(_ name: String) throws(ReadingError) -> Bool {
    guard let value = try optionalBoolean(name) else { throw .missing(member: member(name)) }
    return value
  }

  func optionalBoolean(_ name: String) throws(ReadingError) -> Bool? {
    guard let text = optionalText(name) else { return nil }
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default: throw .unreadable("\(member(name)) is neither true nor false")
    }
  }

  /// The elements of a list that may be absent, in AWS's order.
  ///
  /// They are called `member` in `query` and `item` in `ec2`.
  func list<Value>(
    _ name: String,
    of item: String,
    read: (XMLElement) throws(ReadingError) -> Value
  ) throws(ReadingError) -> [Value] {
    guard let list = child(name) else { return [] }
    var values: [Value] = []
    for (index, var element) in list.children.filter({ $0.name == item }).enumerated() {
      element.path = "\(list.path).\(index + 1)"
      values.append(try read(element))
    }
    return values
  }

  /// The elements of a list that must be there, though it may be empty.
  func requiredList<Value>(
    _ name: String,
    of item: String,
    read: (XMLElement) throws(ReadingError) -> Value
  ) throws(ReadingError) -> [Value] {
    _ = try required(name)
    return try list(name, of: item, read: read)
  }

  /// The single element of a list that answers a call about one thing.
  func only<Value>(
    _ name: String,
    of item: String,
    read: (XMLElement) throws(ReadingError) -> Value
  ) throws(ReadingError) -> Value {
    let values = try requiredList(name, of: item, read: read)
    guard let value = values.first, values.count == 1 else {
      throw .unreadable("\(name) has \(values.count) elements where one was expected")
    }
    return value
  }

  private func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  private func member(_ name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
  }
}
