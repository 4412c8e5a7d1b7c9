import SigV4
import Testing

@testable import AWS

@Suite struct SSOCredentialsTests {
  typealias Reply = ScriptedTransport.Reply

  // The SHA-1 digests of "work" and "https://old.awsapps.com/start".
  static let newPath = "/home/u/.aws/sso/cache/e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json"
  static let oldPath = "/home/u/.aws/sso/cache/33d5ca4bf3b1a62edb96b47f7c203034a43ac435.json"

  static let keys = """
    {"roleCredentials": {"accessKeyId": "ASIAEXAMPLE", "secretAccessKey": "secret-key",
    "sessionToken": "secret-session", "expiration": 1767326645000}}
    """
  static let renewed = """
    {"accessToken": "secret-new", "expiresIn": 28800, "refreshToken": "secret-new-refresh"}
    """

  /// A profile's provider with its world.
  struct Stage {
    let shelf: FileShelf
    let transport: ScriptedTransport
    let clock = VirtualClock()
    let provider: SSOCredentials

    init(
      _ profile: String,
      token: String?,
      _ replies: [Reply],
      writer: FileWriter? = nil
    ) throws {
      shelf = FileShelf()
      shelf[newPath] = token
      shelf[oldPath] = token
      transport = ScriptedTransport(replies)
      let shared = try SSOProfileTests.shared()
      var outside = try shelf.outside(transport, clock: clock)
      if let writer { outside.writer = writer }
      provider = SSOCredentials(
        profile: try #require(shared.profile(profile)),
        shared: shared,
        environment: ProcessEnvironment(["HOME": "/home/u"]),
        outside: outside
      )
    }

    var hosts: [String] { transport.requests.map(\.origin.host) }
    var tokens: [String?] { transport.requests.map { $0.value(of: "x-amz-sso_bearer_token") } }

    func found() async throws -> ExpiringCredentials {
      guard case .found(let found) = try await provider.find() else { throw Absent() }
      return found
    }

    func error() async throws -> CredentialError {
      let error = await failure { () async throws(CredentialError) in try await provider.find() }
      let found = try #require(error)
      #expect(!"\(found)".contains("secret"), "\(found)")
      return found
    }
  }

  struct Absent: Error {}

  @Test(arguments: [("new", "us-west-2"), ("old", "us-east-1")])
  func `the token of either form of profile gets the role's credentials`(
    profile: String,
    region: String
  ) async throws {
    let stage = try Stage(profile, token: SSOTokenTests.file(), [.answer(200, Self.keys)])
    let found = try await stage.found()
    #expect(try ContainerCredentialsTests.found() == .found(found))
    let request = try #require(stage.transport.requests.first)
    #expect(request.method == "GET")
    #expect(request.origin == HTTPOrigin(host: "portal.sso.\(region).amazonaws.com"))
    #expect(request.path == "/federation/credentials")
    #expect(request.query == "role_name=Reader&account_id=123456789012")
    #expect(stage.tokens == ["secret-access"])
    #expect(request.value(of: "Authorization") == nil)
  }

  @Test func `a profile without SSO is absent`() async throws {
    let stage = try Stage("token-only", token: nil, [])
    guard case .absent(let why) = try await stage.provider.find() else {
      Issue.record("found")
      return
    }
    #expect(why.contains("sso_role_name"))
  }

  @Test(arguments: [
    ("new", nil, "there is no /home/u/.aws/sso/cache/"),
    ("old", nil, "there is no /home/u/.aws/sso/cache/"),
    ("new", "{", "holds no token"),
    ("old", SSOTokenTests.file(leavingOut: "accessToken"), "lacks accessToken"),
    ("old", SSOTokenTests.file(expiresAt: "2026-01-02T03:04:05Z"), "has ended"),
    (
      "new",
      SSOTokenTests.file(expiresAt: "2026-01-02T03:04:05Z", leavingOut: "refreshToken"),
      "doesn't say what a new one may be asked for with"
    ),
    (
      "new",
      SSOTokenTests.file(
        expiresAt: "2026-01-02T03:04:05Z",
        registrationExpiresAt: "2026-01-02T03:04:05Z"
      ), "registration of the AWS CLI has ended"
    ),
  ])
  func `without a token that counts it says how to sign in, and asks nobody`(
    profile: String,
    token: String?,
    words: String
  ) async throws {
    let stage = try Stage(profile, token: token, [])
    let said = "\(try await stage.error())"
    #expect(said.contains(words), "\(said)")
    #expect(said.contains("\"\(profile)\""))
    #expect(said.hasSuffix("Sign in: aws sso login --profile \(profile)"))
    #expect(stage.transport.requests.isEmpty)
  }

  @Test func `a token that is about to end is renewed and written back`() async throws {
    let old = SSOTokenTests.file(expiresAt: "2026-01-02T03:19:04Z")
    let stage = try Stage(
      "new",
      token: old,
      [.answer(200, Self.renewed), .answer(200, Self.keys), .answer(200, Self.keys)]
    )
    _ = try await stage.found()
    #expect(stage.hosts == ["oidc.us-west-2.amazonaws.com", "portal.sso.us-west-2.amazonaws.com"])
    #expect(stage.tokens == [nil, "secret-new"])
    #expect(
      stage.transport.bodies.first == """
        {"clientId":"client","clientSecret":"secret-client","grantType":"refresh_token",\
        "refreshToken":"secret-refresh"}
        """
    )
    let written = try #require(stage.shelf[Self.newPath])
    let token = try SSOToken(parsing: Array(written.utf8))
    #expect(token.accessToken.exposed == "secret-new")
    #expect(token.grant?.refreshToken.exposed == "secret-new-refresh")
    #expect(token.expiration == stage.clock.seconds() + 28_800)
    #expect(written.contains("\"later\": {"))

    // The next time it is read from there.
    _ = try await stage.found()
    #expect(stage.tokens == [nil, "secret-new", "secret-new"])
  }

  @Test func `a token with fifteen minutes left is not renewed`() async throws {
    let token = SSOTokenTests.file(expiresAt: "2026-01-02T03:19:05Z")
    let stage = try Stage("new", token: token, [.answer(200, Self.keys)])
    _ = try await stage.found()
    #expect(stage.tokens == ["secret-access"])
  }

  @Test func `the older form's token is never renewed`() async throws {
    let token = SSOTokenTests.file(expiresAt: "2026-01-02T03:05:05Z")
    let stage = try Stage("old", token: token, [.answer(200, Self.keys)])
    _ = try await stage.found()
    #expect(stage.tokens == ["secret-access"])
    #expect(stage.shelf[Self.oldPath] == token)
  }

  static let refusal = Reply.answer(
    400,
    #"{"error":"invalid_grant","message":"secret-refresh is not known"}"#,
    [HTTPHeader("x-amzn-ErrorType", "InvalidGrantException")]
  )

  @Test func `while the old token works a failed renewal is no error`() async throws {
    let token = SSOTokenTests.file(expiresAt: "2026-01-02T03:05:05Z")
    let stage = try Stage(
      "new",
      token: token,
      [
        Self.refusal, .answer(200, Self.keys), .answer(200, Self.keys), Self.refusal,
      ]
    )
    _ = try await stage.found()
    // Within a minute nobody is asked for another.
    stage.clock.advance(seconds: 59)
    _ = try await stage.found()
    #expect(stage.tokens == [nil, "secret-access", "secret-access"])
    #expect(stage.shelf[Self.newPath] == token)
    // When it has ended the failure is one.
    stage.clock.advance(seconds: 1)
    let said = "\(try await stage.error())"
    #expect(said.contains("InvalidGrantException") && said.contains("<redacted> is not known"))
    #expect(said.hasSuffix("Sign in: aws sso login --profile new"))
    let again = "\(try await stage.error())"
    #expect(again.contains("less than a minute ago"))
    #expect(stage.transport.requests.count == 4)
  }

  @Test func `a renewed token that can't be kept doesn't count`() async throws {
    let token = SSOTokenTests.file(expiresAt: "2026-01-02T03:04:05Z")
    let writer = FileWriter { _, path throws(FileError) in
      throw FileError(path: path, why: "its file system is read-only")
    }
    let replies: [Reply] = [.answer(200, Self.renewed)]
    let stage = try Stage("new", token: token, replies, writer: writer)
    let said = "\(try await stage.error())"
    #expect(said.contains("\(Self.newPath) can't be written: its file system is read-only."))
  }

  @Test(arguments: [
    ("{}", "lacks accessToken"),
    (renewed.replacing("28800", with: "0"), "has ended already"),
    (renewed.replacing("secret-new\"", with: "\""), "lacks accessToken"),
  ])
  func `a renewed token that is none is neither used nor kept`(
    answer: String,
    words: String
  ) async throws {
    let token = SSOTokenTests.file(expiresAt: "2026-01-02T03:04:05Z")
    let stage = try Stage("new", token: token, [.answer(200, answer)])
    let said = "\(try await stage.error())"
    #expect(said.contains(words), "\(said)")
    #expect(stage.shelf[Self.newPath] == token)
    #expect(stage.transport.requests.count == 1)
  }

  @Test(arguments: [
    (Reply.answer(401, #"{"message":"Session token not found or invalid"}"#), "Sign in: aws sso"),
    (
      .answer(400, #"{"__type":"UnauthorizedException","message":"x"}"#),
      "Sign in: aws sso login --profile new"
    ),
    (.answer(403, #"{"message":"No access to secret-access"}"#), "No access to <redacted>"),
    (.answer(403, #"{"message":"No access"}"#), "the role Reader of the account 123456789012"),
    (.answer(404), "the role Reader of the account 123456789012"),
    (.answer(200, "<html>"), "can't be read"),
    (.answer(200, #"{"roleCredentials": {"secretAccessKey": "secret-key"}}"#), "accessKeyId"),
    (.answer(200, keys.replacing("1767326645000", with: "1767323045000")), "ended already"),
  ])
  func `what the portal refuses is said with the next step`(
    reply: Reply,
    words: String
  ) async throws {
    let stage = try Stage("new", token: SSOTokenTests.file(), [reply])
    let said = "\(try await stage.error())"
    #expect(said.contains(words) && said.contains("\"new\""), "\(said)")
    #expect(stage.transport.requests.count == 1)
  }

  @Test func `what passes is tried again, and who is cancelled is not`() async throws {
    let token = SSOTokenTests.file()
    let replies: [Reply] = [.answer(500), .failed(.timedOut), .answer(200, Self.keys)]
    _ = try await Stage("new", token: token, replies).found()
    #expect(try await Stage("new", token: token, [.failed(.cancelled)]).error().isCancelled)
    let ended = SSOTokenTests.file(expiresAt: "2026-01-02T03:04:05Z")
    #expect(try await Stage("new", token: ended, [.failed(.cancelled)]).error().isCancelled)
  }

  @Test func `without a home directory there is no cache`() async throws {
    let shared = try SSOProfileTests.shared()
    let provider = SSOCredentials(
      profile: try #require(shared.profile("new")),
      shared: shared,
      environment: ProcessEnvironment(),
      outside: try FileShelf().outside(ScriptedTransport([]))
    )
    let error = await failure { () async throws(CredentialError) in try await provider.find() }
    #expect("\(try #require(error))".contains("HOME is not set"))
  }

  @Test func `custom hosts count, in the Region of the sign-in`() async throws {
    let shelf = FileShelf([Self.newPath: SSOTokenTests.file()])
    let transport = ScriptedTransport(answers: Self.keys)
    var outside = try shelf.outside(transport)
    let host = APIHost(origin: HTTPOrigin(scheme: .http, host: "localhost", port: 81))
    outside.client.hosts.custom = [.sso: host]
    let shared = try SSOProfileTests.shared()
    let provider = SSOCredentials(
      profile: try #require(shared.profile("new")),
      shared: shared,
      environment: ProcessEnvironment(["HOME": "/home/u"]),
      outside: outside
    )
    _ = try await provider.find()
    #expect(transport.requests.map(\.origin) == [host.origin])
  }
}
