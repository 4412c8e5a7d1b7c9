/// Writes XML the way AWS's answers look: elements and text, no attributes but a namespace.
struct XMLWriter {
  private(set) var bytes: [UInt8]

  init() {
    bytes = []
    bytes.reserveCapacity(2048)
  }

  /// Writes an element around what the closure writes.
  mutating func element(
    _ name: String,
    namespace: String? = nil,
    _ content: (inout XMLWriter) -> Void
  ) {
    raw("<")
    raw(name)
    if let namespace { raw(" xmlns=\"\(namespace)\"") }
    raw(">")
    content(&self)
    close(name)
  }

  /// Writes an element with a text in it; nothing for nil.
  mutating func text(_ name: String, _ value: String?) {
    guard let value else { return }
    raw("<")
    raw(name)
    raw(">")
    escaped(value)
    close(name)
  }

  mutating func number(_ name: String, _ value: Int?) { text(name, value.map(String.init)) }

  mutating func boolean(_ name: String, _ value: Bool) { text(name, value ? "true" : "false") }

  /// Writes a list and in it each value as an element of its own.
  mutating func list<Value>(
    _ name: String,
    of item: String,
    _ values: [Value],
    _ write: (inout XMLWriter, Value) -> Void
  ) {
    element(name) { list in
      for value in values { list.element(item) { write(&$0, value) } }
    }
  }

  mutating func texts(_ name: String, of item: String, _ values: [String]) {
    element(name) { list in
      for value in values { list.text(item, value) }
    }
  }

  /// Adds what another writer wrote.
  mutating func append(_ written: [UInt8]) { bytes += written }

  mutating func raw(_ text: String) { bytes += text.utf8 }

  private mutating func close(_ name: String) {
    raw("</")
    raw(name)
    raw(">")
  }

  // Characters that XML 1.0 can't hold become a question mark: a request may carry any byte, and
  // error messages quote it.
  private mutating func escaped(_ text: String) {
    if text.utf8.allSatisfy(Self.isPlain) { return raw(text) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case 0x09, 0x0a: bytes.append(byte)
      case 0x0d: raw("&#xD;")
      case 0x00..<0x20, 0x7f: bytes.append(UInt8(ascii: "?"))
      default: bytes.append(byte)
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00..<0x20, 0x7f, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\""):
      false
    default: true
    }
  }
}
