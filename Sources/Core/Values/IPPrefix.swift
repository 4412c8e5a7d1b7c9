/// A range of addresses in CIDR form (RFC 4632, RFC 4291 section 2.3), such as `10.0.0.0/16`.
///
/// The bits behind the prefix are cleared, so that two spellings of one range are equal. Ranges sort
/// by their first address, then the wider first.
package struct IPPrefix: Hashable, Sendable, CustomStringConvertible {
  /// The first address of the range.
  package let first: IPAddress

  /// How many leading bits all its addresses share.
  package let length: Int

  /// Reads an address, a slash, and a decimal number of bits.
  package init?(_ text: String) {
    guard let slash = text.lastIndex(of: "/"), let address = IPAddress(String(text[..<slash]))
    else { return nil }
    let digits = text[text.index(after: slash)...]
    guard (1...3).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      digits == "0" || !digits.hasPrefix("0"), let length = Int(digits),
      length <= address.bytes.count * 8
    else { return nil }
    self.init(address, length: length)
  }

  /// The range of one address alone.
  package init(_ address: IPAddress) {
    self.init(address, length: address.bytes.count * 8)
  }

  private init(_ address: IPAddress, length: Int) {
    first = address.keeping(length)
    self.length = length
  }

  package var isIPv4: Bool { first.isIPv4 }

  package var description: String { "\(first)/\(length)" }

  package func contains(_ address: IPAddress) -> Bool {
    address.bytes.count == first.bytes.count && address.keeping(length) == first
  }

  /// Whether every address of the other range is in this one.
  package func contains(_ other: IPPrefix) -> Bool {
    length <= other.length && contains(other.first)
  }

  /// How much of the range some others have together.
  package func covered(by others: some Sequence<IPPrefix>) -> Coverage {
    var within: [IPPrefix] = []
    for other in others {
      if other.contains(self) { return .whole }
      if contains(other) { within.append(other) }
    }
    guard !within.isEmpty, let (low, high) = halves else { return .none }
    guard low.covered(by: within) == .whole, high.covered(by: within) == .whole else {
      return .part
    }
    return .whole
  }

  private var halves: (IPPrefix, IPPrefix)? {
    guard length < first.bytes.count * 8 else { return nil }
    let low = IPPrefix(first, length: length + 1)
    return (low, IPPrefix(first.setting(bit: length), length: length + 1))
  }
}

/// How much of a range is covered.
package enum Coverage: Hashable, Sendable {
  case none
  case part
  case whole
}

extension IPPrefix: Comparable {
  package static func < (left: IPPrefix, right: IPPrefix) -> Bool {
    (left.first, left.length) < (right.first, right.length)
  }
}

extension IPAddress {
  /// The address with all bits but the leading ones cleared.
  fileprivate func keeping(_ length: Int) -> IPAddress {
    var kept = bytes
    for index in kept.indices {
      let bits = min(max(length - index * 8, 0), 8)
      kept[index] &= UInt8(truncatingIfNeeded: 0xff00 >> bits)
    }
    return IPAddress(bytes: kept)
  }

  fileprivate func setting(bit: Int) -> IPAddress {
    var changed = bytes
    changed[bit / 8] |= 0x80 >> UInt8(bit % 8)
    return IPAddress(bytes: changed)
  }
}
