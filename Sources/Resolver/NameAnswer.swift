/// What DNS says of one name.
package struct NameAnswer: Hashable, Sendable {
  /// The name asked, in lower case, without the trailing dot.
  package var name: String

  /// The canonical names on the way, in order; empty when the name is its own.
  package var canonicalNames: [String]

  /// IPv4 and IPv6 addresses as text in canonical form, sorted, without repeats.
  package var addresses: [String]

  package init(name: String, canonicalNames: [String] = [], addresses: [String] = []) {
    self.name = name
    self.canonicalNames = canonicalNames
    self.addresses = addresses
  }
}
