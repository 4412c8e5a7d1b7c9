package import SigV4

/// A proxy, as the URL in an environment variable names it.
package struct Proxy: Hashable, Sendable {
  package enum Scheme: String, CaseIterable, Hashable, Sendable {
    case http
    case https
    case socks4
    case socks4a
    case socks5
    case socks5h

    /// The port of a URL without one: HTTP's own as AWS's tools have it, and RFC 1928's for SOCKS.
    var standardPort: Int {
      switch self {
      case .http: 80
      case .https: 443
      case .socks4, .socks4a, .socks5, .socks5h: 1080
      }
    }
  }

  package var scheme: Scheme

  /// A DNS name or an IP address; an IPv6 address stands in brackets.
  package var host: String

  package var port: Int

  /// Nil for a proxy that asks nobody who they are.
  package var user: Secret?

  package var password: Secret?

  /// The variable that names it.
  package var source: String

  /// Reads `[SCHEME://][USER[:PASSWORD]@]HOST[:PORT]`; nil for any other text.
  ///
  /// The scheme is `http` where there is none. In user and password `%XX` stands for a byte; what
  /// divides a URL, such as a slash, has to be written so.
  init?(_ setting: Setting) {
    guard let (scheme, rest) = Self.scheme(of: setting.value) else { return nil }
    let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
    let at = authority.lastIndex(of: "@")
    let place = at.map { authority[authority.index(after: $0)...] } ?? authority
    guard
      !authority.contains(where: { "/?#".contains($0) || $0.isWhitespace }),
      let found = try? APIHost(Setting(value: "http://\(place)", source: setting.source))
    else { return nil }
    self.scheme = scheme
    host = found.origin.host
    port = found.origin.port ?? scheme.standardPort
    source = setting.source
    guard let at else { return }
    let who = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let words = who.map { String(decoding: PercentEncoding.decode($0.utf8), as: UTF8.self) }
    // libcurl takes the text up to a zero byte.
    guard !words.contains(where: { $0.utf8.contains(0) }) else { return nil }
    user = Secret(words[0])
    password = words.count > 1 ? Secret(words[1]) : nil
  }

  private static func scheme(of text: String) -> (Scheme, Substring)? {
    guard let mark = text.firstRange(of: "://") else { return (.http, text[...]) }
    return Scheme(rawValue: text[..<mark.lowerBound].lowercased())
      .map { ($0, text[mark.upperBound...]) }
  }

  /// The proxy's URL without user and password.
  package var url: String { "\(scheme.rawValue)://\(host):\(port)" }

  /// Whether it speaks HTTP, rather than SOCKS.
  var isHTTP: Bool { scheme == .http || scheme == .https }

  /// Which proxy it is, for people.
  var name: String { "the proxy \(host):\(port) of \(source)" }
}
