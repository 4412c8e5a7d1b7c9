import Glibc

/// The hosts that are reached without a proxy, as `no_proxy` lists them.
///
/// Entries stand between commas or blanks. A name stands for itself and for all names below it, with
/// or without a dot before it, and may have a port; a single `*` stands for every host. An address
/// stands for itself, and `10.0.0.0/8` or `fd00::/8` for a range, as curl and Go have it: to Python
/// such an entry means nothing, and nobody who writes it wants that.
struct ProxyBypass: Hashable, Sendable {
  private var names: [Substring] = []
  private var ranges: [AddressRange] = []
  private var isForAll: Bool

  init(_ text: String) {
    let lowercased = text.lowercased()
    let entries = lowercased.split { $0 == "," || $0.isWhitespace }
    isForAll = entries == ["*"]
    for entry in entries {
      if let range = AddressRange(entry) {
        ranges.append(range)
      } else {
        names.append(entry.drop { $0 == "." })
      }
    }
  }

  func includes(_ origin: HTTPOrigin) -> Bool {
    guard !isForAll else { return true }
    let host = origin.host.filter { !"[]".contains($0) }
    if let address = AddressRange.bits(host) {
      return ranges.contains { $0.contains(address) } || names.contains { $0 == portName(origin) }
    }
    return names.contains { name in
      [host, portName(origin)].contains { $0 == name || $0.hasSuffix(".\(name)") }
    }
  }

  private func portName(_ origin: HTTPOrigin) -> String {
    "\(origin.host):\(origin.port ?? origin.scheme.standardPort)"
  }
}

/// The IP addresses that begin with the same bits; a single address is a range too.
private struct AddressRange: Hashable, Sendable {
  var address: [UInt8]
  var length: Int

  /// Reads `ADDRESS` or `ADDRESS/LENGTH`, an IPv6 address maybe in brackets; nil for any other text.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let address = Self.bits(String(parts[0].filter { !"[]".contains($0) })), parts.count <= 2
    else {
      return nil
    }
    self.address = address
    guard parts.count == 2 else {
      length = address.count * 8
      return
    }
    guard let length = Int(parts[1]), (0...address.count * 8).contains(length) else { return nil }
    self.length = length
  }

  func contains(_ other: [UInt8]) -> Bool {
    guard other.count == address.count else { return false }
    return address.indices.allSatisfy { index in
      let kept = min(max(length - index * 8, 0), 8)
      let mask = ~UInt8(truncatingIfNeeded: 0xFF >> kept)
      return address[index] & mask == other[index] & mask
    }
  }

  /// The bytes of an IPv4 or IPv6 address.
  static func bits(_ text: String) -> [UInt8]? {
    for (family, size) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: size)
      if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
  }
}
