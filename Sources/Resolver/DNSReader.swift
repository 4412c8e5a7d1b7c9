/// A cursor over the bytes of a DNS message that never leaves them.
struct DNSReader {
  private let message: [UInt8]
  private(set) var position = 0

  init(_ message: [UInt8]) {
    self.message = message
  }

  /// Moves on by a number of bytes; false where the message ends before.
  mutating func skip(_ count: Int) -> Bool {
    guard message.count - position >= count else { return false }
    position += count
    return true
  }

  /// The next two bytes as a number.
  mutating func word() -> Int? {
    bytes(2).map { Int($0[0]) << 8 | Int($0[1]) }
  }

  /// The next bytes.
  mutating func bytes(_ count: Int) -> [UInt8]? {
    let start = position
    return skip(count) ? Array(message[start..<position]) : nil
  }

  /// The next name, in lower case, with its compression pointers followed.
  ///
  /// A pointer must lead backwards (RFC 1035, 4.1.4), so that no message can make this loop. Bytes
  /// that a host name doesn't have are written as `\DDD`.
  mutating func name() -> String? {
    var text = ""
    var size = 0
    var cursor = position
    var limit = position
    var end: Int?
    while cursor < message.count {
      let length = Int(message[cursor])
      switch length {
      case 0:
        position = end ?? cursor + 1
        return text
      case 1...63:
        guard message.count - cursor > length, size + length < 255 else { return nil }
        size += length + 1
        if !text.isEmpty { text += "." }
        for byte in message[(cursor + 1)...(cursor + length)] { text += Self.text(of: byte) }
        cursor += length + 1
      case 0xC0...0xFF:
        guard cursor + 1 < message.count else { return nil }
        let target = (length & 0x3F) << 8 | Int(message[cursor + 1])
        guard target < limit else { return nil }
        end = end ?? cursor + 2
        limit = target
        cursor = target
      default:
        return nil
      }
    }
    return nil
  }

  private static func text(of byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): String(UnicodeScalar(byte | 0x20))
    case UInt8(ascii: "."), UInt8(ascii: "\\"), 0...0x20, 0x7F...:
      "\\" + String(repeating: "0", count: 3 - String(byte).count) + String(byte)
    default: String(UnicodeScalar(byte))
    }
  }
}
