package import Core

/// A value that a test wrote itself, so that it can't be missing.
package func literal<Value>(_ value: Value?) -> Value {
  guard let value else { preconditionFailure("a test's own literal isn't valid") }
  return value
}

/// An address in a test table.
package func ip(_ text: String) -> IPAddress { literal(IPAddress(text)) }

/// A range of addresses in a test table.
package func cidr(_ text: String) -> IPPrefix { literal(IPPrefix(text)) }

/// An ARN in a test table.
package func arn(_ text: String) -> ARN { literal(ARN(text)) }

/// A matcher in a test table.
package func matcher(_ text: String) -> Matcher { literal(Matcher(text)) }

extension Target {
  /// A target in a test table, on port 443 unless it says otherwise.
  package init(_ text: String, _ port: Int = 443) {
    self.init(ip(text), port: port)
  }
}

extension AccountID {
  package static let test = literal(AccountID("123456789012"))
}

extension Place {
  package static let test = Place(account: .test, region: "us-west-2")
}
