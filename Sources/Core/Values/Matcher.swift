/// The HTTP status codes that a health check accepts, as a set.
///
/// ELBv2 calls this `Matcher.HttpCode` and takes `200`, `200,302` or `200-299`; `302,200` means the
/// same as `200,302`, so two spellings of one set are equal here.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html
package struct Matcher: Hashable, Sendable, CustomStringConvertible {
  /// Sorted; neither overlapping nor touching.
  package let ranges: [ClosedRange<Int>]

  /// What AWS accepts for an Application Load Balancer.
  package static let validCodes = 200...499

  package init?(_ text: String) {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = Self.range(part) else { return nil }
      ranges.append(range)
    }
    self.ranges = Self.merged(ranges)
  }

  /// A matcher of single codes, each from 200 to 499; others are left out.
  package init(codes: Set<Int>) {
    ranges = Self.merged(codes.filter(Self.validCodes.contains).map { $0...$0 })
  }

  package func contains(_ code: Int) -> Bool { ranges.contains { $0.contains(code) } }

  /// Whether every code of the other matcher is accepted here too.
  package func contains(_ other: Matcher) -> Bool {
    other.ranges.allSatisfy { inner in
      ranges.contains { $0.lowerBound <= inner.lowerBound && inner.upperBound <= $0.upperBound }
    }
  }

  /// The codes of this matcher and one more; one from 200 to 499 counts.
  package func accepting(_ code: Int) -> Matcher {
    guard Self.validCodes.contains(code) else { return self }
    return Matcher(ranges: ranges + [code...code])
  }

  /// The shortest text for the set: codes in order, runs of three and more as a range.
  package var description: String {
    ranges.map { range in
      range.count > 2
        ? "\(range.lowerBound)-\(range.upperBound)" : range.map(String.init).joined(separator: ",")
    }.joined(separator: ",")
  }

  private init(ranges: [ClosedRange<Int>]) {
    self.ranges = Self.merged(ranges)
  }

  private static func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var merged: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    var trimmed = text
    while trimmed.first == " " { trimmed.removeFirst() }
    while trimmed.last == " " { trimmed.removeLast() }
    let bounds = trimmed.split(separator: "-", omittingEmptySubsequences: false).map(code)
    guard (1...2).contains(bounds.count), let first = bounds[0],
      let last = bounds[bounds.count - 1],
      first <= last
    else { return nil }
    return first...last
  }

  private static func code(_ text: Substring) -> Int? {
    guard text.utf8.count == 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let code = Int(text), validCodes.contains(code)
    else { return nil }
    return code
  }
}
