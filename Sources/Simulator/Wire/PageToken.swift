/// What a listing hands out to ask for its next page: the last key, written so that nobody reads it.
enum PageToken {
  static func text(after key: String) -> String {
    key.utf8.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The key in a token; nil for a text that no listing handed out.
  static func key(in token: String) -> String? {
    let digits = Array(token.utf8)
    guard !digits.isEmpty, digits.count.isMultiple(of: 2), digits.count <= 4096 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
      guard pair.utf8.first != UInt8(ascii: "+"), let byte = UInt8(pair, radix: 16) else {
        return nil
      }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
