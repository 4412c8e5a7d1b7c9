/// Signing keys that were derived before.
///
/// The same question has the same answer with or without it. It forgets everything when it is full,
/// which a change of day or a renewed session token brings about in time.
package struct SigningKeyCache: Sendable {
  private struct Question: Hashable {
    let credentials: Credentials
    let scope: CredentialScope
  }

  private var keys: [Question: SigningKey] = [:]
  private static let capacity = 64

  package init() {}

  /// Finds the signing key, or derives and keeps it.
  package mutating func key(
    for credentials: Credentials,
    scope: CredentialScope
  ) throws(SigningError) -> SigningKey {
    let question = Question(credentials: credentials, scope: scope)
    if let known = keys[question] { return known }
    let key = try Signer.signingKey(for: credentials, scope: scope)
    if keys.count >= Self.capacity { keys.removeAll() }
    keys[question] = key
    return key
  }
}

extension SigningKeyCache: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  package var description: String { "\(keys.count) signing keys" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["count": keys.count]) }
}
