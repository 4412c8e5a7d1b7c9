/// One GET to one address, as a load balancer's health check or a browser would send it.
///
/// It is no request of an AWS client: it carries no credentials, and none can be added to it.
package struct ProbeRequest: Hashable, Sendable {
  /// As whom to ask.
  package enum View: Hashable, Sendable {
    /// The address as Host, no server name, and the certificate not looked at.
    case loadBalancer
    /// A name as Host and server name, and the certificate checked for it.
    case browser(host: String)
  }

  package var scheme: HTTPOrigin.Scheme

  /// An IPv4 or IPv6 address, the latter without brackets.
  package var address: String

  package var port: Int

  /// Begins with a slash; what HTTP doesn't allow in it is percent-encoded on the way.
  package var path: String

  package var view: View

  /// The time for all of it.
  package var totalMilliseconds: Int

  package init(
    scheme: HTTPOrigin.Scheme,
    address: String,
    port: Int,
    path: String,
    view: View,
    totalMilliseconds: Int
  ) {
    self.scheme = scheme
    self.address = address
    self.port = port
    self.path = path
    self.view = view
    self.totalMilliseconds = totalMilliseconds
  }

  /// The address as it stands in a URL.
  var bracketedAddress: String { address.contains(":") ? "[\(address)]" : address }

  /// The path as it goes over the wire.
  var target: String {
    var text = ""
    for byte in path.utf8 {
      if (0x21...0x7e).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }

  /// Whether a URL and a header line can be made of it as it is.
  var isSendable: Bool {
    guard path.hasPrefix("/"), (1...65_535).contains(port), totalMilliseconds > 0 else {
      return false
    }
    let names = [address] + (hostName.map { [$0] } ?? [])
    return names.allSatisfy { name in
      !name.isEmpty
        && name.utf8.allSatisfy { byte in
          (0x30...0x3a).contains(byte) || (0x41...0x5a).contains(byte)
            || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
    }
  }

  /// The name that a browser asks for.
  var hostName: String? {
    guard case .browser(let host) = view else { return nil }
    return host
  }
}
