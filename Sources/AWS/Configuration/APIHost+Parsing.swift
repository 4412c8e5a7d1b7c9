import SigV4

extension APIHost {
  /// Reads a custom URL: a scheme, a host, maybe a port, and maybe a path to put before every path.
  init(_ setting: Setting) throws(ConfigurationError) {
    do throws(Mistake) {
      self = try Self.parse(setting.value)
    } catch {
      throw .invalidURL(
        text: Self.withoutUser(setting.value),
        source: setting.source,
        why: error.why
      )
    }
  }

  private struct Mistake: Error {
    var why: String
  }

  private static func parse(_ text: String) throws(Mistake) -> APIHost {
    guard let (scheme, rest) = scheme(of: text) else {
      throw Mistake(why: "it begins with neither https:// nor http://")
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash]
    guard !authority.contains("@") else { throw Mistake(why: "it names a user") }
    let (host, port) = try hostAndPort(authority)
    return APIHost(
      origin: HTTPOrigin(scheme: scheme, host: host, port: port),
      pathPrefix: try pathPrefix(rest[slash...])
    )
  }

  private static func scheme(of text: String) -> (HTTPOrigin.Scheme, Substring)? {
    for scheme in [HTTPOrigin.Scheme.https, .http] {
      let start = "\(scheme.rawValue)://"
      if text.lowercased().hasPrefix(start) { return (scheme, text.dropFirst(start.count)) }
    }
    return nil
  }

  private static func hostAndPort(_ authority: Substring) throws(Mistake) -> (String, Int?) {
    // The colons of an IPv6 address stand in brackets; the port's comes after.
    let end = authority.lastIndex(of: "]") ?? authority.startIndex
    let colon = authority[end...].firstIndex(of: ":") ?? authority.endIndex
    let host = authority[..<colon].lowercased()
    guard isHost(host) else { throw Mistake(why: "the host is not a name or an address") }
    guard colon < authority.endIndex else { return (host, nil) }
    let digits = authority[authority.index(after: colon)...]
    guard digits.utf8.allSatisfy(\.isASCIIDigit), let port = Int(digits),
      (1...65_535).contains(port)
    else { throw Mistake(why: "the port is not a number from 1 to 65535") }
    return (host, port)
  }

  private static func isHost(_ text: String) -> Bool {
    if text.hasPrefix("[") {
      let address = text.dropFirst().dropLast()
      return text.hasSuffix("]") && address.contains(":")
        && address.utf8.allSatisfy { isHexadecimal($0) || [0x2E, 0x3A].contains($0) }
    }
    return !text.isEmpty && !text.hasPrefix(".")
      && text.utf8.allSatisfy {
        $0.isASCIIDigit || $0.isASCIILetter || [0x2D, 0x2E, 0x5F].contains($0)
      }
  }

  private static func pathPrefix(_ path: Substring) throws(Mistake) -> String {
    guard !path.contains(where: { $0 == "?" || $0 == "#" }) else {
      throw Mistake(why: "it has a query or a fragment")
    }
    guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Mistake(why: "its path has a character that must be percent-encoded")
    }
    let end = path.lastIndex { $0 != "/" }
    return end.map { String(path[...$0]) } ?? ""
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// The text without what stands before an `@`, which may be a password.
  private static func withoutUser(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@") else { return text }
    return "…" + text[at...]
  }
}
