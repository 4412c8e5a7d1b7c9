/// The kind of addresses that a target group takes, by ELBv2's word for it.
package enum AddressFamily: String, Hashable, Sendable, CaseIterable {
  case ipv4
  case ipv6

  /// For people.
  package var words: String {
    switch self {
    case .ipv4: "IPv4"
    case .ipv6: "IPv6"
    }
  }
}

extension IPAddress {
  package var family: AddressFamily { isIPv4 ? .ipv4 : .ipv6 }
}
