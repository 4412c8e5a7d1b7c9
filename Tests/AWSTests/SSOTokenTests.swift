import SigV4
import Testing

@testable import AWS

@Suite struct SSOTokenTests {
  /// The scripted clock starts at 2026-01-02T03:04:05Z.
  static func file(
    expiresAt: String = "2026-01-02T11:04:05Z",
    registrationExpiresAt: String = "2026-03-02T03:04:05Z",
    leavingOut member: String = ""
  ) -> String {
    let members = [
      ("accessToken", "secret-access"), ("expiresAt", expiresAt), ("clientId", "client"),
      ("clientSecret", "secret-client"), ("refreshToken", "secret-refresh"),
      ("registrationExpiresAt", registrationExpiresAt), ("startUrl", "https://x/start"),
      ("region", "us-west-2"),
    ]
    let kept = members.filter { $0.0 != member }.map { "\"\($0)\": \"\($1)\"" }
    return "{\(kept.joined(separator: ", ")), \"later\": {\"list\": [1, -2.5, true, null, \"ü/\"]}}"
  }

  @Test(arguments: [
    "2026-01-02T11:04:05Z", "2026-01-02T11:04:05UTC", "2026-01-02T11:04:05.123Z",
    "2026-01-02T11:04:05+00:00",
  ])
  func `a token's end is read as the AWS CLI writes it, now and formerly`(text: String) throws {
    let token = try SSOToken(parsing: Array(Self.file(expiresAt: text).utf8))
    #expect(token.expiration == 1_767_351_845)
    #expect(token.accessToken.exposed == "secret-access")
    #expect(token.grant?.refreshToken.exposed == "secret-refresh")
  }

  @Test(arguments: ["clientId", "clientSecret", "refreshToken", "registrationExpiresAt"])
  func `without one of its parts there is no grant`(member: String) throws {
    let token = try SSOToken(parsing: Array(Self.file(leavingOut: member).utf8))
    #expect(token.grant == nil)
  }

  @Test(arguments: [
    "", "[]", "{}", "\"x\"", file(leavingOut: "accessToken"), file(leavingOut: "expiresAt"),
    file(expiresAt: "tomorrow"), #"{"accessToken": 1, "expiresAt": "2026-01-02T11:04:05Z"}"#,
    #"{"accessToken": "a\nb", "expiresAt": "2026-01-02T11:04:05Z"}"#,
  ])
  func `a file without a token is an error`(text: String) {
    #expect(throws: ReadingError.self) { try SSOToken(parsing: Array(text.utf8)) }
  }

  @Test(arguments: ["secret-new-refresh", nil])
  func `a renewed token takes the place of the old, and all else stays`(
    refreshToken: String?
  ) throws {
    let answer = SSOOIDC.Token(
      accessToken: Secret("secret-new"),
      lifetimeSeconds: 3600,
      refreshToken: refreshToken.map(Secret.init)
    )
    let token = try SSOToken(parsing: Array(Self.file().utf8))
    let renewed = try token.renewed(by: answer, at: 1_767_323_045)
    #expect(renewed.accessToken.exposed == "secret-new")
    #expect(renewed.expiration == 1_767_323_045 + 3600)
    #expect(try SSOToken(parsing: renewed.bytes) == renewed)
    #expect(
      String(decoding: renewed.bytes, as: UTF8.self) == """
        {"accessToken": "secret-new", "clientId": "client", "clientSecret": "secret-client", \
        "expiresAt": "2026-01-02T04:04:05Z", \
        "later": {"list": [1, -2.5, true, null, "ü/"]}, \
        "refreshToken": "\(refreshToken ?? "secret-refresh")", "region": "us-west-2", \
        "registrationExpiresAt": "2026-03-02T03:04:05Z", "startUrl": "https://x/start"}
        """
    )
  }

  @Test(arguments: [Int.max, 400_000_000_000])
  func `a token whose end is no date is an error`(lifetime: Int) throws {
    let answer = SSOOIDC.Token(accessToken: Secret("secret-new"), lifetimeSeconds: lifetime)
    let token = try SSOToken(parsing: Array(Self.file().utf8))
    #expect(throws: ReadingError.unreadable("expiresIn is no time of a token")) {
      try token.renewed(by: answer, at: 1_767_323_045)
    }
  }

  @Test func `a token shows nothing of itself`() throws {
    let token = try SSOToken(parsing: Array(Self.file().utf8))
    var dumped = "\(token) \(String(reflecting: token))"
    dump(token, to: &dumped)
    dump(token.grant, to: &dumped)
    #expect(!dumped.contains("secret"))
  }
}
