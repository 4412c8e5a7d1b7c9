import Crypto

/// A text that must not be seen: printing, dumping or reflecting on it shows a placeholder.
///
/// Two secrets are compared in constant time.
package struct Secret: Hashable, Sendable {
  /// The text itself, for the one place that signs with it or sends it.
  package let exposed: String

  package init(_ text: String) {
    exposed = text
  }

  package static func == (first: Secret, second: Secret) -> Bool {
    ConstantTime.equal(Array(first.exposed.utf8), Array(second.exposed.utf8))
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What stands in the place of every secret.
  static let placeholder = "<redacted>"

  package var description: String { Self.placeholder }
  package var debugDescription: String { Self.placeholder }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
