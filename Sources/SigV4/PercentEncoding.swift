/// `UriEncode()` of the AWS documentation: RFC 3986 with upper-case digits.
package enum PercentEncoding {
  /// Encodes every byte but the unreserved characters `A-Z a-z 0-9 - . _ ~`.
  ///
  /// In a form a space is written as a plus sign.
  static func encode(
    _ bytes: [UInt8],
    keepingSlashes: Bool = false,
    spacesArePluses: Bool = false
  ) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      if isUnreserved(byte) || keepingSlashes && byte == UInt8(ascii: "/") {
        encoded.append(byte)
      } else if spacesArePluses && byte == UInt8(ascii: " ") {
        encoded.append(UInt8(ascii: "+"))
      } else {
        encoded.append(UInt8(ascii: "%"))
        encoded.append(digit(byte >> 4))
        encoded.append(digit(byte & 0x0f))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// Encodes a text as above; one that is written as it is comes back itself.
  package static func encode(
    _ text: String,
    keepingSlashes: Bool = false,
    spacesArePluses: Bool = false
  ) -> String {
    if text.utf8.allSatisfy(isUnreserved) { return text }
    return encode(
      Array(text.utf8),
      keepingSlashes: keepingSlashes,
      spacesArePluses: spacesArePluses
    )
  }

  /// Decodes `%XX`; a percent sign that begins no such triplet stands for itself.
  package static func decode(_ text: some Sequence<UInt8>) -> [UInt8] {
    let text = Array(text)
    if !text.contains(UInt8(ascii: "%")) { return text }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
        let high = value(of: text[index + 1]), let low = value(of: text[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(text[index])
        index += 1
      }
    }
    return decoded
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: byte.isASCIIDigit || byte.isASCIILetter
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static func value(of digit: UInt8) -> UInt8? {
    if digit.isASCIIDigit { return digit - UInt8(ascii: "0") }
    let letter = digit | 0x20
    guard (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(letter) else { return nil }
    return letter - UInt8(ascii: "a") + 10
  }
}
