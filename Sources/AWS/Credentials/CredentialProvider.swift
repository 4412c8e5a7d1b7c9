import SigV4

/// One place where credentials may be found; asked by the chain, and again when they end.
protocol CredentialProvider: Sendable {
  /// What messages call it, such as `EC2 instance metadata`.
  var name: String { get }

  /// Fetches credentials anew.
  ///
  /// A place that nothing points to is absent, and the chain goes on. One that was pointed to but
  /// doesn't work is an error and ends the chain, so that nobody is served other credentials than
  /// meant.
  func find() async throws(CredentialError) -> CredentialFinding
}

/// What a provider found.
enum CredentialFinding: Hashable, Sendable {
  case found(ExpiringCredentials)

  /// It has none; the text says why, in the words of the error that lists all sources.
  case absent(why: String)
}

/// Credentials, and when they end.
package struct ExpiringCredentials: Hashable, Sendable {
  var keys: Credentials

  /// Seconds since 1970; nil for what doesn't end.
  var expiration: Int?
}
