import SigV4

/// Times as AWS writes them in XML: `2026-01-02T03:04:05Z`, maybe with a fraction of a second.
enum Timestamp {
  /// Seconds since 1970, the fraction left out; nil for any other text.
  static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      isFraction(bytes[19..<(bytes.count - 1)])
    else { return nil }
    let digits = bytes[0..<4] + bytes[5..<7] + bytes[8..<13] + bytes[14..<16] + bytes[17..<19]
    let compact = String(decoding: digits, as: UTF8.self) + "Z"
    return SigningTime(timestamp: compact)?.secondsSince1970
  }

  private static func isFraction(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let point = bytes.first else { return true }
    return point == UInt8(ascii: ".") && bytes.count > 1
      && bytes.dropFirst().allSatisfy(\.isASCIIDigit)
  }
}
