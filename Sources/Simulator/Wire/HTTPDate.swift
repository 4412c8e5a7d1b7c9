import SigV4

/// The form of HTTP's `Date` (RFC 9110 section 5.6.7), as in `Fri, 02 Jan 2026 03:04:05 GMT`.
enum HTTPDate {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Writes a time in seconds since 1970-01-01T00:00:00Z.
  static func text(_ seconds: Int) -> String {
    // Times that four digits of a year can't say don't happen; the epoch stands in for them.
    let time = SigningTime(secondsSince1970: seconds)?.timestamp ?? "19700101T000000Z"
    let digits = Array(time.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
    func pair(_ at: Int) -> String { text(at..<at + 2) }
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let weekday = weekdays[((days % 7) + 7) % 7]
    let month = Int(pair(4)).map { months[($0 + 11) % 12] } ?? ""
    return
      "\(weekday), \(pair(6)) \(month) \(text(0..<4)) \(pair(9)):\(pair(11)):\(pair(13)) GMT"
  }
}
