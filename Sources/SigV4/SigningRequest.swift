/// A request as it is sent or was received: all that a signature covers.
package struct SigningRequest: Hashable, Sendable {
  package var method: String

  /// The absolute path as it goes over the wire, percent-encoded.
  package var path: String

  /// What follows the question mark as it goes over the wire; empty for none.
  package var query: String

  /// The header lines in order, `Host` among them.
  package var headers: [Header]

  package var body: [UInt8]

  package init(
    method: String,
    path: String = "/",
    query: String = "",
    headers: [Header] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// Finds the values of the lines with a name, in their order; case doesn't matter.
  package func values(of name: String) -> [String] {
    Array(headers.lazy.filter { $0.isNamed(name) }.map(\.value))
  }
}

extension SigningRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String {
    "\(method) \(path) with \(headers.count) header lines and \(body.count) bytes of body"
  }

  package var debugDescription: String { description }

  // A body or query can carry a web identity token, so only their sizes show.
  package var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "method": method, "path": path, "queryLength": query.utf8.count, "headers": headers,
        "bodyLength": body.count,
      ]
    )
  }
}

extension SigningRequest {
  /// One header line.
  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }

    /// Whether it has a name; case doesn't matter.
    package func isNamed(_ name: String) -> Bool { HeaderField.areSameName(self.name, name) }
  }
}

extension SigningRequest.Header: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package var description: String { "\(name): \(shownValue)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["name": name, "value": shownValue]) }

  private var shownValue: String {
    ["authorization", "x-amz-security-token"].contains(name.lowercased())
      ? Secret.placeholder : value
  }
}
