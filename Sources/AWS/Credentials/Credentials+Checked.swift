import SigV4

extension Credentials {
  /// Credentials of a source, or an error that names it.
  static func checked(
    source: String,
    accessKeyID: String,
    secretAccessKey: String,
    sessionToken: String?,
    accountID: String? = nil
  ) throws(CredentialError) -> Credentials {
    do throws(CredentialsError) {
      return try Credentials(
        accessKeyID: accessKeyID,
        secretAccessKey: secretAccessKey,
        sessionToken: sessionToken,
        accountID: accountID
      )
    } catch {
      throw .misconfigured(source: source, why: "\(error)")
    }
  }
}
