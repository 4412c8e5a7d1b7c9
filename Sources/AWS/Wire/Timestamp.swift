import SigV4

/// Times as AWS writes them in XML: `2026-01-02T03:04:05Z`, maybe with a fraction of a second, and
/// with an offset such as `+01:00` in the place of the `Z` (RFC 3339 section 5.6).
enum Timestamp {
  /// Seconds since 1970, the fraction left out; nil for any other text.
  static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, let (end, offset) = zone(of: bytes), end >= 19,
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      isFraction(bytes[19..<end])
    else { return nil }
    let digits = bytes[0..<4] + bytes[5..<7] + bytes[8..<13] + bytes[14..<16] + bytes[17..<19]
    let compact = String(decoding: digits, as: UTF8.self) + "Z"
    return SigningTime(timestamp: compact).map { $0.secondsSince1970 - offset }
  }

  /// Where the zone begins at a text's end, and its offset from UTC in seconds.
  private static func zone(of bytes: [UInt8]) -> (start: Int, offset: Int)? {
    guard bytes.last != UInt8(ascii: "Z") else { return (bytes.count - 1, 0) }
    let start = bytes.count - 6
    let zone = String(decoding: bytes[start...], as: UTF8.self)
    let parts = zone.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard zone.hasPrefix("+") || zone.hasPrefix("-"), parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(\.isASCIIDigit) }),
      let hours = Int(parts[0]), let minutes = Int(parts[1]), hours < 24, minutes < 60
    else { return nil }
    let offset = hours * 3600 + minutes * 60
    return (start, zone.hasPrefix("-") ? -offset : offset)
  }

  private static func isFraction(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let point = bytes.first else { return true }
    return point == UInt8(ascii: ".") && bytes.count > 1
      && bytes.dropFirst().allSatisfy(\.isASCIIDigit)
  }
}
