/// An instant in whole seconds, written the way Signature Version 4 wants it.
///
/// Covers the years 0000 to 9999 of the proleptic Gregorian calendar: all that the four digits of
/// the format can say.
package struct SigningTime: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  package let secondsSince1970: Int

  /// Nil outside the years 0000 to 9999.
  package init?(secondsSince1970: Int) {
    guard (-62_167_219_200...253_402_300_799).contains(secondsSince1970) else { return nil }
    self.secondsSince1970 = secondsSince1970
  }

  /// Reads `YYYYMMDD'T'HHMMSS'Z'`; nil for any other text and for a day that no calendar has.
  package init?(timestamp: String) {
    let text = Array(timestamp.utf8)
    guard text.count == 16, text[8] == UInt8(ascii: "T"), text[15] == UInt8(ascii: "Z"),
      let year = Self.number(text[0..<4]), let month = Self.number(text[4..<6]),
      let day = Self.number(text[6..<8]), let hour = Self.number(text[9..<11]),
      let minute = Self.number(text[11..<13]), let second = Self.number(text[13..<15]),
      hour < 24, minute < 60, second < 60,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    secondsSince1970 = date.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second
  }

  /// The form of the X-Amz-Date header: `20150830T123600Z`.
  package var timestamp: String {
    let second = secondOfDay
    var text = dayDigits
    text.append(UInt8(ascii: "T"))
    Self.append(second / 3_600, 2, to: &text)
    Self.append(second / 60 % 60, 2, to: &text)
    Self.append(second % 60, 2, to: &text)
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }

  /// The form of a credential scope's date: `20150830`.
  package var day: String { String(decoding: dayDigits, as: UTF8.self) }

  package static func < (first: SigningTime, second: SigningTime) -> Bool {
    first.secondsSince1970 < second.secondsSince1970
  }

  private var secondOfDay: Int {
    let remainder = secondsSince1970 % 86_400
    return remainder < 0 ? remainder + 86_400 : remainder
  }

  private var dayDigits: [UInt8] {
    let date = CivilDate(daysSince1970: (secondsSince1970 - secondOfDay) / 86_400)
    var digits: [UInt8] = []
    digits.reserveCapacity(16)
    Self.append(date.year, 4, to: &digits)
    Self.append(date.month, 2, to: &digits)
    Self.append(date.day, 2, to: &digits)
    return digits
  }

  private static func append(_ number: Int, _ count: Int, to digits: inout [UInt8]) {
    var divisor = count == 4 ? 1_000 : 10
    while divisor > 0 {
      digits.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit.isASCIIDigit else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
