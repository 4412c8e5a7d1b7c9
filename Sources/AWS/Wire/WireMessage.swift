/// What one call says, before it has a host, credentials and a time.
struct WireMessage: Hashable, Sendable {
  var method: String

  /// The absolute path, encoded as it is sent.
  var path: String

  /// What follows the question mark, encoded as it is sent; empty for none.
  var query = ""

  /// The headers that belong to the call itself; they are signed.
  var headers: [HTTPHeader]

  var body: [UInt8]

  /// A call of the `query` or `ec2` protocol.
  static func form(_ form: QueryForm) -> WireMessage {
    WireMessage(
      method: "POST",
      path: "/",
      headers: [
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
      ],
      body: Array(form.encoded.utf8)
    )
  }

  /// A call of the `json` 1.1 protocol, which names its operation in a header.
  static func json(target: String, body: String) -> WireMessage {
    json(target: target, body: Array(body.utf8))
  }

  /// As above, of bytes that are JSON already.
  static func json(target: String, body: [UInt8]) -> WireMessage {
    WireMessage(
      method: "POST",
      path: "/",
      headers: [
        HTTPHeader("Content-Type", "application/x-amz-json-1.1"),
        HTTPHeader("X-Amz-Target", target),
      ],
      body: body
    )
  }

  /// A call of the `rest-json` protocol that sends nothing but its path and query.
  static func get(path: String, query: String = "") -> WireMessage {
    WireMessage(method: "GET", path: path, query: query, headers: [], body: [])
  }
}
