/// An IPv4 or IPv6 address, held as its bytes, so that two spellings of one address are equal.
///
/// Addresses sort by family, then by number.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four or sixteen bytes in network order.
  package let bytes: [UInt8]

  package var isIPv4: Bool { bytes.count == 4 }

  /// Reads dotted decimal (RFC 6943 section 3.1.1, the strict form) or RFC 4291 section 2.2 text.
  package init?(_ text: String) {
    guard let bytes = text.utf8.contains(UInt8(ascii: ":")) ? Self.ipv6(text) : Self.ipv4(text)
    else { return nil }
    self.bytes = bytes
  }

  /// The address of four or sixteen bytes.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Dotted decimal, or RFC 5952 text.
  package var description: String {
    guard isIPv4 else { return ipv6Text }
    return bytes.map(String.init).joined(separator: ".")
  }

  private static func ipv4(_ text: String) -> [UInt8]? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }),
        part.count == 1 || part.first != UInt8(ascii: "0"), let byte = UInt8(Substring(part))
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func ipv6(_ text: String) -> [UInt8]? {
    guard text.utf8.count <= 45 else { return nil }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = groups(halves[0], isLast: halves.count == 1) else {
      return nil
    }
    guard halves.count == 2 else { return head.count == 16 ? head : nil }
    guard let tail = groups(halves[1], isLast: true) else { return nil }
    let missing = 16 - head.count - tail.count
    guard missing >= 2 else { return nil }
    return head + [UInt8](repeating: 0, count: missing) + tail
  }

  private static func groups(_ text: Substring, isLast: Bool) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if isLast, index == parts.count - 1, part.utf8.contains(UInt8(ascii: ".")) {
        guard let mapped = ipv4(String(part)) else { return nil }
        bytes += mapped
        continue
      }
      guard (1...4).contains(part.utf8.count), part.first != "+", part.first != "-",
        let group = UInt16(part, radix: 16)
      else { return nil }
      bytes += [UInt8(group >> 8), UInt8(group & 0xff)]
    }
    return bytes
  }

  private var ipv6Text: String {
    let groups = stride(from: 0, to: 16, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(1, longest.count) { longest = start..<end }
      start = max(end, start + 1)
    }
    func text(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard !longest.isEmpty else { return text(0..<8) }
    return text(0..<longest.lowerBound) + "::" + text(longest.upperBound..<8)
  }
}

extension IPAddress: Comparable {
  package static func < (left: IPAddress, right: IPAddress) -> Bool {
    guard left.bytes.count == right.bytes.count else { return left.bytes.count < right.bytes.count }
    return left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
