package import AWS
package import SigV4

/// Credentials that never change.
package struct FixedCredentials: CredentialSource {
  private let keys: Credentials

  package init(_ keys: Credentials) {
    self.keys = keys
  }

  package func credentials() async throws(CredentialError) -> Credentials { keys }
}
