/// One target of a target group: an address and a port, never the address alone.
///
/// A group can hold one address on two ports, and a deregistration without the port may do nothing.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
package struct Target: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let address: IPAddress

  /// 1 to 65535.
  package let port: Int

  package init(_ address: IPAddress, port: Int) {
    self.address = address
    self.port = port
  }

  package var description: String {
    address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }

  package static func < (left: Target, right: Target) -> Bool {
    (left.address, left.port) < (right.address, right.port)
  }
}
