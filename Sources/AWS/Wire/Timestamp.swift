import SigV4

/// Times as AWS writes them in XML, `2026-01-02T03:04:05Z`, maybe with a fraction of a second; the AWS
/// CLI and others write an offset such as `+00:00` in place of the `Z`.
enum Timestamp {
  /// Seconds since 1970, the fraction left out; nil for any other text.
  static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20,
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
    else { return nil }
    let zone = bytes[19...].drop { $0 == UInt8(ascii: ".") || $0.isASCIIDigit }
    guard isFraction(bytes[19..<zone.startIndex]), let offset = offset(zone) else { return nil }
    let digits = bytes[0..<4] + bytes[5..<7] + bytes[8..<13] + bytes[14..<16] + bytes[17..<19]
    let compact = String(decoding: digits, as: UTF8.self) + "Z"
    return SigningTime(timestamp: compact).map { $0.secondsSince1970 - offset }
  }

  /// The seconds that a zone is ahead of UTC: `Z`, or hours and minutes as RFC 3339 has them.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(zone)
    if bytes == [UInt8(ascii: "Z")] { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      let hours = Int(String(decoding: bytes[1...2], as: UTF8.self)), (0..<24).contains(hours),
      let minutes = Int(String(decoding: bytes[4...5], as: UTF8.self)), (0..<60).contains(minutes),
      bytes[1].isASCIIDigit, bytes[4].isASCIIDigit
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    switch bytes[0] {
    case UInt8(ascii: "+"): return seconds
    case UInt8(ascii: "-"): return -seconds
    default: return nil
    }
  }

  /// Writes a time as AWS does, in whole seconds; nil outside the years 0000 to 9999.
  static func text(_ seconds: Int) -> String? {
    guard let compact = SigningTime(secondsSince1970: seconds)?.timestamp else { return nil }
    let digits = compact.filter(\.isNumber)
    func part(_ start: Int, _ count: Int) -> Substring { digits.dropFirst(start).prefix(count) }
    return "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))T"
      + "\(part(8, 2)):\(part(10, 2)):\(part(12, 2))Z"
  }

  private static func isFraction(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let point = bytes.first else { return true }
    return point == UInt8(ascii: ".") && bytes.count > 1
      && bytes.dropFirst().allSatisfy(\.isASCIIDigit)
  }
}
