import SigV4

/// Times as HTTP writes them (RFC 9110 section 5.6.7): `Fri, 02 Jan 2026 03:04:05 GMT`.
enum HTTPDate {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970; nil for any other text, the two forms of old among them.
  ///
  /// That the day of the week is the date's is not checked.
  static func seconds(_ text: String) -> Int? {
    let fields = text.split(separator: " ", omittingEmptySubsequences: false)
    guard text.utf8.count == 29, fields.count == 6, fields[5] == "GMT",
      fields[0].hasSuffix(","), weekdays.contains(String(fields[0].dropLast())),
      fields[1].utf8.count == 2, fields[3].utf8.count == 4,
      let month = months.firstIndex(of: String(fields[2]))
    else { return nil }
    let time = fields[4].split(separator: ":", omittingEmptySubsequences: false)
    guard time.count == 3, time.allSatisfy({ $0.utf8.count == 2 }) else { return nil }
    let digits = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    // All else (a day that no month has, something that is no digit) is looked at there.
    return SigningTime(timestamp: "\(fields[3])\(digits)\(fields[1])T\(time.joined())Z")?
      .secondsSince1970
  }
}
