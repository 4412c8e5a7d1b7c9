package import SigV4

/// IAM Identity Center's portal; its calls carry an access token and aren't signed.
///
/// <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/>
package enum SSO {
  /// Asks for credentials of a role in an account.
  package static func roleCredentials(
    role: String,
    account: String,
    accessToken: Secret
  ) -> Call<ExpiringCredentials> {
    var message = WireMessage.get(path: "/federation/credentials")
    message.query =
      "role_name=\(PercentEncoding.encode(role))"
      + "&account_id=\(PercentEncoding.encode(account))"
    message.headers.append(HTTPHeader("x-amz-sso_bearer_token", accessToken.exposed))
    return Call(.getRoleCredentials, sending: message) { body throws(ReadingError) in
      try JSONReading.decode(Answer.self, from: body).roleCredentials.checked(account: account)
    }
  }

  private struct Answer: Decodable {
    var roleCredentials: Keys
  }

  private struct Keys: Decodable {
    var accessKeyId: String
    var secretAccessKey: String
    var sessionToken: String

    /// Milliseconds since 1970.
    var expiration: Int

    func checked(account: String) throws(ReadingError) -> ExpiringCredentials {
      do throws(CredentialsError) {
        let keys = try Credentials(
          accessKeyID: accessKeyId,
          secretAccessKey: secretAccessKey,
          sessionToken: sessionToken,
          accountID: account
        )
        return ExpiringCredentials(keys: keys, expiration: expiration / 1000)
      } catch {
        throw .unreadable("\(error)")
      }
    }
  }
}
