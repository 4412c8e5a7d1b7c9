/// A host of a listener rule, with ELBv2's wildcards: `*` for any characters, `?` for one.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
struct HostPattern: Hashable {
  private let pattern: [UInt8]

  init(_ text: String) { pattern = Array(text.lowercased().utf8) }

  /// Whether it matches all of a host; a wildcard in the host is matched by a `*` only.
  func matches(_ host: String) -> Bool {
    let host = Array(host.lowercased().utf8)
    var (at, index) = (0, 0)
    // Where the latest `*` stands, and what it has taken so far.
    var star: (pattern: Int, host: Int)?
    while at < host.count {
      if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
        star = (index, at)
        index += 1
      } else if index < pattern.count, matches(pattern[index], host[at]) {
        index += 1
        at += 1
      } else if let last = star {
        star = (last.pattern, last.host + 1)
        index = last.pattern + 1
        at = last.host + 1
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private func matches(_ sign: UInt8, _ byte: UInt8) -> Bool {
    sign == byte || (sign == UInt8(ascii: "?") && byte != UInt8(ascii: "*"))
  }
}
