/// Why there is no answer for a name.
package enum ResolverError: Error, Hashable, Sendable {
  /// No server answered in time.
  case timedOut(name: String)
  /// A server answered with a failure, or no server could be reached; the text is c-ares's own.
  case failed(name: String, reason: String)
  /// The resolver the spec names is not `ADDRESS` or `ADDRESS:PORT`.
  case invalidServer(String)
}
