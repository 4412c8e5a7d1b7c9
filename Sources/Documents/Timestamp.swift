import FoundationEssentials

/// A time as documents write it: UTC, whole seconds, `2026-01-02T03:04:05Z`.
///
/// It is RFC 3339 in one spelling only, so that one time has one text.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Since 1970-01-01T00:00:00Z.
  package let seconds: Int

  /// A time outside the years 0 to 9999, which the text can't show, becomes the nearest within.
  package init(seconds: Int) {
    self.seconds = min(max(seconds, Self.range.lowerBound), Self.range.upperBound)
  }

  private static let range = -62_167_219_200...253_402_300_799

  /// Reads `YYYY-MM-DDTHH:MM:SSZ` and nothing else: no fraction, no other zone, no leap second.
  package init?(_ text: String) {
    guard text.utf8.count == 20,
      let date = try? Date(text, strategy: Date.ISO8601FormatStyle.iso8601),
      let seconds = Int(exactly: date.timeIntervalSince1970)
    else { return nil }
    self.seconds = seconds
    // What was read leniently, such as 30 February, doesn't come out as it went in.
    guard description == text else { return nil }
  }

  package var description: String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(Date.ISO8601FormatStyle.iso8601)
  }

  package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}

extension Timestamp: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    self = try node.parsed(as: "a time in UTC, such as 2026-01-02T03:04:05Z") { Timestamp($0) }
  }
}
