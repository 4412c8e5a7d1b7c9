package import Core
package import SigV4

/// An access key of a simulated account: plainly a fake, and the same in every run.
///
/// Account 123456789012 has the key id `AKIDMOORING123456789012` and the secret
/// `MooringSandboxSecretNotReal/123456789012`. Nothing outside of the simulator accepts it.
package struct AccessKey: Hashable, Sendable {
  package let id: String
  package let secret: String

  /// Nil for the key of a user; sessions of roles have one.
  package let token: String?

  package init(of account: AccountID) {
    id = "AKIDMOORING\(account)"
    secret = "MooringSandboxSecretNotReal/\(account)"
    token = nil
  }

  /// The key of a session, numbered from 1 in the order in which roles were assumed.
  init(ofSession number: Int, in account: AccountID) {
    id = "ASIDMOORING\(account)S\(number)"
    secret = "MooringSandboxSessionSecretNotReal/\(number)"
    token = "MooringSandboxSessionToken/\(account)/\(number)"
  }

  /// The key as a signer wants it.
  package func credentials() throws(CredentialsError) -> Credentials {
    try Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token)
  }
}
