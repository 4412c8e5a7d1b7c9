/// Base 64 as PEM and JSON have it: the alphabet of RFC 4648 section 4, padded, in one line.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// Encodes bytes; four characters stand for each three.
  package static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    append(bytes, to: &text)
    return text
  }

  /// As above, at the end of a text that has room for it.
  static func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    var group = 0
    var count = 0
    for byte in bytes {
      group = group << 8 | Int(byte)
      count += 1
      guard count == 3 else { continue }
      for shift in [18, 12, 6, 0] { text.append(alphabet[group >> shift & 63]) }
      group = 0
      count = 0
    }
    guard count > 0 else { return }
    group <<= 8 * (3 - count)
    for place in 0..<4 {
      text.append(place <= count ? alphabet[group >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
    }
  }
}
