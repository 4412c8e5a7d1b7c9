package import SigV4

/// Where credentials come from; asked anew for every attempt of a request.
package protocol CredentialSource: Sendable {
  /// Returns credentials that are valid now.
  func credentials() async throws(CredentialError) -> Credentials
}
