/// One HTTP request as it goes over the wire; nothing in it is encoded again.
package struct HTTPRequest: Hashable, Sendable {
  package var method: String
  package var origin: HTTPOrigin

  /// The absolute path, percent-encoded as it is sent; never empty.
  package var path: String

  /// What follows the question mark, encoded as it is sent; empty for none.
  package var query: String

  package var headers: [HTTPHeader]
  package var body: [UInt8]

  /// The time for the whole request where it is not the transport's own.
  package var totalMilliseconds: Int?

  /// Whether it may go through a proxy of the environment.
  package var mayUseProxy: Bool

  package init(
    method: String,
    origin: HTTPOrigin,
    path: String = "/",
    query: String = "",
    headers: [HTTPHeader] = [],
    body: [UInt8] = [],
    totalMilliseconds: Int? = nil,
    mayUseProxy: Bool = true
  ) {
    self.method = method
    self.origin = origin
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.totalMilliseconds = totalMilliseconds
    self.mayUseProxy = mayUseProxy
  }
}

/// Where a request goes: scheme, host and port.
package struct HTTPOrigin: Hashable, Sendable {
  package enum Scheme: String, Hashable, Sendable {
    case http
    case https
  }

  package var scheme: Scheme

  /// A DNS name or IP address in lower case; an IPv6 address stands in brackets.
  package var host: String

  /// Nil for the scheme's own port.
  package var port: Int?

  package init(scheme: Scheme = .https, host: String, port: Int? = nil) {
    self.scheme = scheme
    self.host = host
    self.port = port
  }
}

/// One header line; names compare without case, as RFC 9110 section 5.1 has it.
package struct HTTPHeader: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
