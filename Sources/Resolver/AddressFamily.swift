/// The two kinds of address record, each of them a question of its own.
enum AddressFamily: CaseIterable {
  case ipv4
  case ipv6

  /// The record type of RFC 1035 (A) and RFC 3596 (AAAA).
  var recordType: Int32 {
    switch self {
    case .ipv4: 1
    case .ipv6: 28
    }
  }
}
