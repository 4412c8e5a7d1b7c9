import Core

extension TextForm where Value == IPAddress {
  /// An address that a target group of type `ip` may hold.
  ///
  /// AWS takes the private ranges and whatever the VPC's own subnets are, which may be public
  /// ranges; so only addresses that can't be a host's in any VPC are refused here.
  static var targetAddress: TextForm {
    TextForm(
      noun: "a private IP address such as 10.0.1.5",
      parse: { text in IPAddress(text).flatMap { $0.useless == nil ? $0 : nil } },
      remark: { text in
        if let reason = IPAddress(text)?.useless { return "it is \(reason)" }
        return HostName.isValid(text) ? "a name goes under `hostname`" : nil
      }
    )
  }
}

extension TextForm where Value == String {
  /// A DNS server: `ADDRESS`, `ADDRESS:PORT` or `[IPV6]:PORT`, made canonical.
  static var resolver: TextForm {
    TextForm(
      noun: "a DNS server's address: ADDRESS, ADDRESS:PORT or [IPV6]:PORT",
      parse: { text in
        if let address = IPAddress(text) { return address.description }
        guard let colon = text.lastIndex(of: ":"),
          let port = TextForm<Int>.port.parse(String(text[text.index(after: colon)...]))
        else { return nil }
        let host = text[..<colon]
        guard host.hasPrefix("[") else {
          guard let address = IPAddress(String(host)), address.isIPv4 else { return nil }
          return "\(address):\(port)"
        }
        guard host.hasSuffix("]"), let address = IPAddress(String(host.dropFirst().dropLast())),
          !address.isIPv4
        else { return nil }
        return "[\(address)]:\(port)"
      },
      remark: { text in
        HostName.isValid(text) ? "a name would have to be resolved first" : nil
      }
    )
  }
}

extension IPAddress {
  /// What the address is where no host of a VPC can have it.
  fileprivate var useless: String? {
    guard isIPv4 else { return uselessIPv6 }
    switch bytes[0] {
    case 0: return "no host's address (0.0.0.0/8)"
    case 127: return "a loopback address (127.0.0.0/8)"
    case 169 where bytes[1] == 254: return "a link-local address (169.254.0.0/16)"
    case 224...239: return "a multicast address (224.0.0.0/4)"
    case 240...255: return "a reserved address (240.0.0.0/4)"
    default: return nil
    }
  }

  private var uselessIPv6: String? {
    let isZero = bytes[..<10].allSatisfy { $0 == 0 }
    if isZero, bytes[10] == 0xff, bytes[11] == 0xff {
      return "an IPv4 address in IPv6 form; write it in IPv4 form"
    }
    if isZero, bytes[10..<15].allSatisfy({ $0 == 0 }), bytes[15] <= 1 {
      return bytes[15] == 0 ? "the unspecified address" : "the loopback address"
    }
    if bytes[0] == 0xff { return "a multicast address (ff00::/8)" }
    return bytes[0] == 0xfe && bytes[1] & 0xc0 == 0x80 ? "a link-local address (fe80::/10)" : nil
  }
}
