/// What DNS said of one name.
package struct NameSighting: Hashable, Sendable {
  package var name: String

  /// The server that was asked, as the spec names it; nil for the system's resolver.
  package var resolver: String?

  /// The canonical names on the way, in order.
  package var canonicalNames: [String]

  package var addresses: [IPAddress]

  /// Why there was no answer; nil where there was one, if only "no such name".
  package var failure: String?

  package init(
    name: String,
    resolver: String? = nil,
    canonicalNames: [String] = [],
    addresses: [IPAddress] = [],
    failure: String? = nil
  ) {
    self.name = name
    self.resolver = resolver
    self.canonicalNames = canonicalNames
    self.addresses = addresses
    self.failure = failure
  }
}
