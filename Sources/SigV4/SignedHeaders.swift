/// The names of the headers that a signature covers: lower case, sorted, each once.
package struct SignedHeaders: Hashable, Sendable {
  package let names: [String]

  /// Covers all of a request's headers but those that proxies and HTTP clients add or change.
  ///
  /// The list of exceptions is botocore's, and the headers of tracing.
  package init(covering headers: [SigningRequest.Header]) {
    names = Set(headers.map { $0.name.lowercased() }).subtracting(Self.neverSigned).sorted()
  }

  /// Reads names separated by `;`; nil unless they are lower case, sorted and distinct.
  package init?(parsing text: String) {
    let names = Array(text.utf8)
      .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard !text.utf8.contains(where: capitals.contains), names.allSatisfy(HeaderField.isName),
      zip(names, names.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    self.names = names
  }

  /// The names as they stand in the canonical request and the Authorization header.
  package var text: String { names.joined(separator: ";") }

  /// Writes the canonical headers, a line each, with the values of equal names joined by commas.
  func canonicalHeaders(of request: SigningRequest) throws(SigningError) -> String {
    var lines: [UInt8] = []
    lines.reserveCapacity(1024)
    for name in names {
      lines += name.utf8
      var separator = UInt8(ascii: ":")
      for header in request.headers where header.isNamed(name) {
        guard HeaderField.isName(name), HeaderField.isValue(header.value) else {
          throw .invalidHeader(name)
        }
        lines.append(separator)
        lines += HeaderField.canonicalValue(header.value).utf8
        separator = UInt8(ascii: ",")
      }
      if separator == UInt8(ascii: ":") { throw .absentHeader(name) }
      lines.append(UInt8(ascii: "\n"))
    }
    return String(decoding: lines, as: UTF8.self)
  }

  private static let neverSigned: Set<String> = [
    "authorization", "baggage", "connection", "expect", "keep-alive", "proxy-authenticate",
    "proxy-authorization", "te", "traceparent", "tracestate", "trailer", "transfer-encoding",
    "upgrade", "user-agent", "x-amzn-trace-id",
  ]
}
