/// The address and port of one DNS server.
struct ServerAddress: Hashable, Sendable {
  /// An IPv4 or IPv6 address in canonical form, without brackets.
  let address: String

  let port: UInt16
}

extension ServerAddress {
  /// Reads `ADDRESS` or `ADDRESS:PORT`; an IPv6 address with a port stands in brackets.
  ///
  /// The port is 53 where none is given. Names and zone identifiers (`fe80::1%eth0`) are refused.
  init(_ text: String) throws(ResolverError) {
    guard let (host, port) = Self.parts(of: text), let address = canonicalAddress(host) else {
      throw .invalidServer(text)
    }
    guard !text.hasPrefix("[") || address.contains(":") else { throw .invalidServer(text) }
    self.address = address
    self.port = port
  }

  /// The form in which c-ares reads a list of servers.
  var listEntry: String {
    address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
  }

  private static func parts(of text: String) -> (host: String, port: UInt16)? {
    let colons = text.utf8.count { $0 == UInt8(ascii: ":") }
    if text.hasPrefix("[") {
      guard let bracket = text.firstIndex(of: "]") else { return nil }
      let host = String(text[text.index(after: text.startIndex)..<bracket])
      let rest = text[text.index(after: bracket)...]
      if rest.isEmpty { return (host, 53) }
      guard rest.hasPrefix(":"), let port = port(rest.dropFirst()) else { return nil }
      return (host, port)
    }
    guard colons == 1, let colon = text.firstIndex(of: ":") else { return (text, 53) }
    guard let port = port(text[text.index(after: colon)...]) else { return nil }
    return (String(text[..<colon]), port)
  }

  private static func port(_ text: Substring) -> UInt16? {
    guard let first = text.utf8.first, first != UInt8(ascii: "0") else { return nil }
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return UInt16(text)
  }
}
