package import SigV4

/// IAM Identity Center's tokens.
///
/// <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/>
package enum SSOOIDC {
  /// An access token, and what the next one may be asked for with.
  package struct Token: Hashable, Sendable {
    var accessToken: Secret
    var lifetimeSeconds: Int

    /// Nil where the old one goes on to count.
    var refreshToken: Secret?
  }

  /// Asks for a new access token; it isn't signed.
  package static func createToken(
    clientID: String,
    clientSecret: Secret,
    refreshToken: Secret
  ) -> Call<Token> {
    let members = [
      ("clientId", clientID), ("clientSecret", clientSecret.exposed),
      ("grantType", "refresh_token"), ("refreshToken", refreshToken.exposed),
    ]
    let body = members.map { "\(JSONReading.quoted($0)):\(JSONReading.quoted($1))" }
    let message = WireMessage(
      method: "POST",
      path: "/token",
      headers: [HTTPHeader("Content-Type", "application/json")],
      body: Array("{\(body.joined(separator: ","))}".utf8)
    )
    return Call(.createToken, sending: message) { body throws(ReadingError) in
      let answer = try JSONReading.decode(Answer.self, from: body)
      return Token(
        accessToken: Secret(answer.accessToken),
        lifetimeSeconds: answer.expiresIn,
        refreshToken: answer.refreshToken.map(Secret.init)
      )
    }
  }

  private struct Answer: Decodable {
    var accessToken: String
    var expiresIn: Int
    var refreshToken: String?
  }
}
