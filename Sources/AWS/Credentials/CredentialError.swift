/// Why there are no credentials.
package enum CredentialError: Error, Hashable, Sendable {
  /// A source was configured, but in a way that can't work; the text says what is wrong where.
  case misconfigured(source: String, why: String)

  /// The profile asks for a source that this version doesn't know.
  case unsupported(source: String, profile: String, remedy: String)

  /// No source has any; each with the reason.
  case noneFound(tried: [Attempt])

  /// What a role is to be taken on with has none; each place with the reason.
  case sourceEmpty(source: String, tried: [Attempt])

  /// A role was not given; the text says what STS answered.
  case roleNotAssumed(role: String, why: String, isCancelled: Bool)

  /// A source that something points to was asked in vain; the text says why, and what to do.
  case notFetched(source: String, why: String, isCancelled: Bool)

  /// One source that was asked.
  package struct Attempt: Hashable, Sendable {
    package var source: String
    package var why: String

    package init(source: String, why: String) {
      self.source = source
      self.why = why
    }
  }
}
