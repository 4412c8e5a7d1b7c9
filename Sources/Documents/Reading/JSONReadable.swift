import Core

/// A type that is read from one JSON value, so that the member's type picks the reader.
protocol JSONReadable {
  /// Reads the value, or says what is wrong with it, and where.
  init(_ node: Node) throws(DocumentError)
}

extension String: JSONReadable {
  init(_ node: Node) throws(DocumentError) { self = try node.string() }
}

extension Bool: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    guard case .bool(let value) = node.json else { throw node.wrongKind("true or false") }
    self = value
  }
}

extension ARN: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    self = try node.parsed(as: "an ARN (arn:partition:service:region:account:resource)") { ARN($0) }
  }
}

extension PlannedARN: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    self = try node.parsed(as: "an ARN, or an action that makes what is meant") { PlannedARN($0) }
  }
}

extension AccountID: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    self = try node.parsed(as: "an account (twelve digits)") { AccountID($0) }
  }
}

extension IPAddress: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    self = try node.parsed(as: "an IPv4 or IPv6 address") { IPAddress($0) }
  }
}

extension IPPrefix: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    self = try node.parsed(as: "a range of addresses, such as 10.0.0.0/16") { IPPrefix($0) }
  }
}

extension Matcher: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    self = try node.parsed(as: "a matcher, such as 200,302 or 200-299") { Matcher($0) }
  }
}
