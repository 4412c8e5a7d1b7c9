/// The seam to DNS: c-ares in production, the simulator's answers in tests and replays.
package protocol NameResolver: Sendable {
  /// Follows a name's CNAME chain and returns it with the addresses at its end.
  ///
  /// A name that doesn't exist, or has no address, is an answer with no addresses, not an error.
  func resolve(_ name: String) async throws(ResolverError) -> NameAnswer
}
