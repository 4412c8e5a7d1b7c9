/// Reads RFC 8259 text into `JSON`, strictly, and says where it breaks.
///
/// FoundationEssentials' decoder takes a comma too many and `1.0` for a whole number, keeps one of
/// two members with the same key, and doesn't say where a text is broken. This one keeps its own
/// stack: depth costs memory that is limited, and never the thread's stack.
struct JSONParser {
  /// What is wrong, and where: line and column count from one, columns in bytes.
  struct Fault: Error {
    var line: Int
    var column: Int
    var reason: String
  }

  /// A list or object whose end has not been read; its values and keys lie on the stacks.
  private struct Container {
    let end: UInt8
    let firstValue: Int
    let firstKey: Int
  }

  private var scanner: JSONScanner
  private let maximumDepth: Int
  private var open: [Container] = []
  private var values: [JSON] = []
  private var keys: [(text: String, position: Int)] = []

  /// Reads one value and nothing after it.
  static func parse(_ bytes: [UInt8], maximumDepth: Int) throws(Fault) -> JSON {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Fault(line: 1, column: 1, reason: "it isn't UTF-8 text")
    }
    var parser = JSONParser(scanner: JSONScanner(bytes: bytes), maximumDepth: maximumDepth)
    return try parser.document()
  }

  private init(scanner: JSONScanner, maximumDepth: Int) {
    self.scanner = scanner
    self.maximumDepth = maximumDepth
  }

  private mutating func document() throws(Fault) -> JSON {
    try value()
    while let container = open.last { try next(in: container) }
    scanner.skipSpace()
    guard scanner.byte == nil, let document = values.last else {
      throw scanner.fault("there is more after the end of the value")
    }
    return document
  }

  /// Reads a value, or the beginning of a list or object with its first value.
  private mutating func value() throws(Fault) {
    scanner.skipSpace()
    guard let byte = scanner.byte else { throw scanner.fault("it ends in the middle") }
    switch byte {
    case UInt8(ascii: "{"): try begin(endingWith: UInt8(ascii: "}"))
    case UInt8(ascii: "["): try begin(endingWith: UInt8(ascii: "]"))
    case UInt8(ascii: "\""): values.append(.string(try scanner.string()))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      values.append(.int(try scanner.integer()))
    default: values.append(try scanner.word())
    }
  }

  private mutating func begin(endingWith end: UInt8) throws(Fault) {
    guard open.count < maximumDepth else {
      throw scanner.fault("it is nested deeper than \(maximumDepth) levels")
    }
    let container = Container(end: end, firstValue: values.count, firstKey: keys.count)
    open.append(container)
    scanner.position += 1
    scanner.skipSpace()
    if scanner.byte == end { try close(container) } else { try member(of: container) }
  }

  /// Reads what follows a value: a comma and the next value, or the end.
  private mutating func next(in container: Container) throws(Fault) {
    scanner.skipSpace()
    switch scanner.byte {
    case container.end: try close(container)
    case UInt8(ascii: ","):
      scanner.position += 1
      try member(of: container)
    case nil: throw scanner.fault("it ends in the middle")
    default:
      let end = Character(UnicodeScalar(container.end))
      throw scanner.fault("a comma or \"\(end)\" is expected here")
    }
  }

  private mutating func member(of container: Container) throws(Fault) {
    guard container.end == UInt8(ascii: "}") else { return try value() }
    scanner.skipSpace()
    guard scanner.byte == UInt8(ascii: "\"") else {
      throw scanner.fault("a key in double quotes is expected here")
    }
    let position = scanner.position
    keys.append((text: try scanner.string(), position: position))
    scanner.skipSpace()
    guard scanner.byte == UInt8(ascii: ":") else { throw scanner.fault("a colon is expected here") }
    scanner.position += 1
    try value()
  }

  private mutating func close(_ container: Container) throws(Fault) {
    scanner.position += 1
    open.removeLast()
    let values = Array(self.values[container.firstValue...])
    let keys = self.keys[container.firstKey...]
    self.values.removeSubrange(container.firstValue...)
    if container.end == UInt8(ascii: "]") {
      self.values.append(.array(values))
      return
    }
    var members: [String: JSON] = [:]
    members.reserveCapacity(values.count)
    for (key, value) in zip(keys, values) where members.updateValue(value, forKey: key.text) != nil
    {
      throw scanner.fault(
        "the key \(quoted(key.text)) is here for the second time",
        at: key.position
      )
    }
    self.keys.removeSubrange(container.firstKey...)
    self.values.append(.object(members))
  }
}
