/// A condition of an EC2 listing: what one filter asks of a row.
///
/// A value may hold `*` for any run of characters and `?` for one; a row fits if any of its values
/// for the filter matches any of the filter's.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
struct EC2Filter {
  let name: String
  private let exact: Set<String>
  private let patterns: [[UInt8]]

  init(name: String, values: [String]) {
    self.name = name
    let isPattern = { (value: String) in
      value.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }
    exact = Set(values.filter { !isPattern($0) })
    patterns = values.filter(isPattern).map { Array($0.utf8) }
  }

  func accepts(_ values: [String]) -> Bool {
    values.contains { value in
      exact.contains(value) || patterns.contains { Self.matches(Array(value.utf8), $0) }
    }
  }

  // Remembers only the last star: what an earlier one could swallow, that one can too.
  private static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
    var (at, position) = (0, 0)
    var star: (position: Int, at: Int)?
    while at < text.count {
      let wanted = position < pattern.count ? pattern[position] : nil
      if wanted == UInt8(ascii: "*") {
        star = (position, at)
        position += 1
      } else if let wanted, wanted == UInt8(ascii: "?") || wanted == text[at] {
        at += 1
        position += 1
      } else if let last = star {
        star = (last.position, last.at + 1)
        at = last.at + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
