import SigV4

/// Where the requests of one service go.
package struct APIHost: Hashable, Sendable {
  package var origin: HTTPOrigin

  /// What a custom URL puts before every path, without a slash at its end; empty for nothing.
  package var pathPrefix: String

  /// The Region that requests are signed for, where it is not the one that they are about.
  package var signingRegion: RegionName?

  package init(origin: HTTPOrigin, pathPrefix: String = "", signingRegion: RegionName? = nil) {
    self.origin = origin
    self.pathPrefix = pathPrefix
    self.signingRegion = signingRegion
  }

  /// The host as the header `Host` names it: with the port where it is not the scheme's own.
  package var name: String {
    guard let port = origin.port, port != origin.scheme.standardPort else { return origin.host }
    return "\(origin.host):\(port)"
  }

  /// Whether the host is an IP address or this machine, so that no label can go before it.
  var takesNoPrefix: Bool {
    origin.host == "localhost" || origin.host.hasPrefix("[")
      || origin.host.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
  }
}

extension HTTPOrigin.Scheme {
  package var standardPort: Int {
    switch self {
    case .http: 80
    case .https: 443
    }
  }
}
