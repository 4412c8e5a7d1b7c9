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
    let names = text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard names.allSatisfy({ HeaderField.isName($0) && $0 == $0.lowercased() }),
      zip(names, names.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    self.names = names
  }

  /// The names as they stand in the canonical request and the Authorization header.
  package var text: String { names.joined(separator: ";") }

  /// Writes the canonical headers, a line each, with the values of equal names joined by commas.
  func canonicalHeaders(of request: SigningRequest) throws(SigningError) -> String {
    var values: [String: [String]] = [:]
    for header in request.headers {
      values[header.name.lowercased(), default: []].append(header.value)
    }
    var lines = ""
    for name in names {
      guard let found = values[name] else { throw .absentHeader(name) }
      guard HeaderField.isName(name), found.allSatisfy(HeaderField.isValue) else {
        throw .invalidHeader(name)
      }
      lines += name + ":" + found.map(HeaderField.canonicalValue).joined(separator: ",") + "\n"
    }
    return lines
  }

  private static let neverSigned: Set<String> = [
    "authorization", "baggage", "connection", "expect", "keep-alive", "proxy-authenticate",
    "proxy-authorization", "te", "traceparent", "tracestate", "trailer", "transfer-encoding",
    "upgrade", "user-agent", "x-amzn-trace-id",
  ]
}
