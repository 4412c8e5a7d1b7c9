/// Reads the JSON body of a call (RFC 8259) into parameters; lists get numbers from 1 for names.
///
/// It takes fractions and repeated keys as AWS does, which the reader of documents refuses.
struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0

  private static let deepest = 32

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The parameters in a body; nil when it isn't one JSON object.
  static func parameters(_ body: [UInt8]) -> Parameters? {
    var reader = JSONReader(body)
    reader.skipBlanks()
    guard reader.next == UInt8(ascii: "{"), let value = reader.value(depth: 0) else { return nil }
    reader.skipBlanks()
    return reader.next == nil ? value : nil
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { index += 1 }
  }

  private mutating func take(_ byte: Character) -> Bool {
    skipBlanks()
    guard next == byte.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) -> Parameters? {
    guard depth < Self.deepest else { return nil }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map { Parameters(text: $0) }
    default: return literal()
    }
  }

  private mutating func object(depth: Int) -> Parameters? {
    var object = Parameters()
    guard take("{") else { return nil }
    if take("}") { return object }
    repeat {
      skipBlanks()
      guard let name = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
      object.members[name] = value
    } while take(",")
    return take("}") ? object : nil
  }

  private mutating func array(depth: Int) -> Parameters? {
    var array = Parameters()
    guard take("[") else { return nil }
    if take("]") { return array }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      array.members[String(array.members.count + 1)] = value
    } while take(",")
    return take("]") ? array : nil
  }

  private mutating func literal() -> Parameters? {
    let start = index
    while let byte = next, ![0x20, 0x09, 0x0a, 0x0d, 0x2c, 0x5d, 0x7d].contains(byte) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if text == "null" { return Parameters() }
    guard ["true", "false"].contains(text) || Double(text) != nil else { return nil }
    return Parameters(text: text)
  }

  private mutating func string() -> String? {
    guard next == UInt8(ascii: "\"") else { return nil }
    index += 1
    var units: [UInt16] = []
    var run = index
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { return nil }
      guard byte == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      units += String(decoding: bytes[run..<index], as: UTF8.self).utf16
      index += 1
      guard let unit = escape() else { return nil }
      units.append(unit)
      run = index
    }
    guard next != nil else { return nil }
    units += String(decoding: bytes[run..<index], as: UTF8.self).utf16
    index += 1
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func escape() -> UInt16? {
    guard let byte = next else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(byte)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0c
    case UInt8(ascii: "n"): return 0x0a
    case UInt8(ascii: "r"): return 0x0d
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      guard index + 4 <= bytes.count else { return nil }
      let digits = String(decoding: bytes[index..<index + 4], as: UTF8.self)
      index += 4
      return UInt16(digits, radix: 16)
    default: return nil
    }
  }
}
