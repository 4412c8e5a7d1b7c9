/// Reads the pieces of a JSON text that hold no others: strings, integers and words.
///
/// The bytes have to be UTF-8.
struct JSONScanner {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The byte at the position; nil at the end.
  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  func fault(_ reason: String, at offset: Int? = nil) -> JSONParser.Fault {
    let before = bytes[..<(offset ?? position)]
    let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let line = before.count { $0 == 0x0a } + 1
    return JSONParser.Fault(line: line, column: before.count - lineStart + 1, reason: reason)
  }

  mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  mutating func word() throws(JSONParser.Fault) -> JSON {
    let words: [(StaticString, JSON)] = [
      ("null", .null), ("true", .bool(true)), ("false", .bool(false)),
    ]
    for (word, value) in words where bytes[position...].starts(with: "\(word)".utf8) {
      position += word.utf8CodeUnitCount
      return value
    }
    throw fault("a value is expected here")
  }

  mutating func integer() throws(JSONParser.Fault) -> Int {
    let start = position
    while let byte, Self.isPartOfNumber(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    // Int takes `007` and `-0` too; its own text has neither.
    guard let value = Int(text), String(value) == text else {
      throw fault("\(quoted(text)) isn't a plain integer of at most 64 bits", at: start)
    }
    return value
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  mutating func string() throws(JSONParser.Fault) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    var plain = position
    while let byte, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault("a control character has to be escaped") }
      if byte == UInt8(ascii: "\\") {
        text += bytes[plain..<position]
        position += 1
        guard self.byte != nil else { break }
        text += "\(try escaped())".utf8
        plain = position
      } else {
        position += 1
      }
    }
    guard byte != nil else { throw fault("the string doesn't end", at: start) }
    text += bytes[plain..<position]
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads what follows a backslash.
  private mutating func escaped() throws(JSONParser.Fault) -> UnicodeScalar {
    let start = position - 1
    guard let byte else { throw fault("it ends in the middle") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UnicodeScalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint(at: start)
    default: throw fault("unknown escape", at: start)
    }
  }

  /// Reads four digits, or a pair of surrogates; RFC 8259 section 7.
  private mutating func codePoint(at start: Int) throws(JSONParser.Fault) -> UnicodeScalar {
    let unit = try codeUnit(at: start)
    if let scalar = UnicodeScalar(unit) { return scalar }
    guard unit < 0xdc00, bytes[position...].starts(with: "\\u".utf8) else {
      throw fault("half a character", at: start)
    }
    position += 2
    let second = try codeUnit(at: start)
    guard 0xdc00...0xdfff ~= second,
      let scalar = UnicodeScalar(0x1_0000 + (unit - 0xd800) << 10 + (second - 0xdc00))
    else { throw fault("half a character", at: start) }
    return scalar
  }

  private mutating func codeUnit(at start: Int) throws(JSONParser.Fault) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits are expected after \\u", at: start) }
    position += 4
    return unit
  }
}
