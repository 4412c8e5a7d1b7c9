package import SigV4

/// The credentials of a client that has none, which can only send what isn't signed.
package struct NoCredentials: CredentialSource {
  package init() {}

  package func credentials() async throws(CredentialError) -> Credentials {
    throw .noneFound(tried: [])
  }
}
