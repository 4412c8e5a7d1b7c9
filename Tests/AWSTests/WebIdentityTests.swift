import SigV4
import Testing

@testable import AWS

@Suite struct WebIdentityTests {
  static let arn = "arn:aws:iam::123456789012:role/w"
  static let variables = [
    "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": arn,
    "AWS_ROLE_SESSION_NAME": "variable",
  ]

  static let config = """
    [default]
    role_arn = arn:aws:iam::123456789012:role/profile
    web_identity_token_file = /profile-token
    role_session_name = profile
    region = eu-north-1
    """

  static func stage(
    profile: String? = nil,
    _ variables: [String: String] = variables,
    config: String = config,
    token: String? = "secret-token\n",
    answering rule: @escaping @Sendable (HTTPRequest) -> ScriptedTransport.Reply = CredentialStage
      .answer
  ) throws -> CredentialStage {
    var files = ["/profile-token": "profile-token"]
    files["/token"] = token
    return try CredentialStage(
      profile: profile,
      variables,
      config: config,
      files: files,
      answering: rule
    )
  }

  struct Case: Sendable {
    var profile: String?
    var variables: [String: String]
    let form: String
  }

  static let cases = [
    Case(
      variables: variables,
      form: "\(encoded("w"))&RoleSessionName=variable&WebIdentityToken=secret-token"
    ),
    // Each variable stands for itself; the Region is the profile's where the file is.
    Case(
      variables: ["AWS_ROLE_SESSION_NAME": "variable"],
      form: "\(encoded("profile"))&RoleSessionName=variable&WebIdentityToken=profile-token"
    ),
    // A profile that was chosen by a flag is meant as it is.
    Case(
      profile: "default",
      variables: variables,
      form: "\(encoded("profile"))&RoleSessionName=profile&WebIdentityToken=profile-token"
    ),
  ]

  static func encoded(_ role: String) -> String {
    "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3A"
      + "role%2F\(role)"
  }

  @Test(arguments: cases)
  func `a token gets the credentials of a role without a signature`(example: Case) async throws {
    let stage = try Self.stage(profile: example.profile, example.variables)
    let found = try await stage.outcome().get()
    #expect(found.accessKeyID == "WEB")
    #expect(found.accountID == "123456789012")
    #expect(stage.bodies == [example.form])
    #expect(stage.signers == [""])
    #expect(stage.transport.requests.map(\.origin.host) == ["sts.eu-west-1.amazonaws.com"])
  }

  @Test func `the file is read anew for each renewal`() async throws {
    let stage = try Self.stage()
    _ = try await stage.outcome().get()
    stage.shelf["/token"] = "  newer-token \n"
    stage.clock.advance(seconds: 3000)
    _ = try await stage.outcome().get()
    #expect(stage.bodies.map { $0.split(separator: "=").last } == ["secret-token", "newer-token"])
  }

  @Test(
    arguments: [
      (variables, nil, "the file /token isn't there"),
      (variables, " \n", "the file /token is empty"),
      (
        ["AWS_WEB_IDENTITY_TOKEN_FILE": "~/token", "AWS_ROLE_ARN": arn, "HOME": ""], "t",
        "the file ~/token isn't there: ~ stands for no folder here, so write the whole path"
      ),
      (
        ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token"], "t",
        "AWS_WEB_IDENTITY_TOKEN_FILE is set, but no role: set AWS_ROLE_ARN"
      ),
    ] as [([String: String], String?, String)]
  )
  func `a token or role that isn't there is an error`(
    variables: [String: String],
    token: String?,
    words: String
  ) async throws {
    let stage = try Self.stage(variables, config: "", token: token)
    #expect(try #require(await stage.sentence()).contains(words))
    #expect(stage.transport.requests.isEmpty)
  }

  @Test func `a refusal names the role and the file, and never the token`() async throws {
    let stage = try Self.stage { _ in
      .answer(
        400,
        """
        <ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>bad secret-token\
        </Message></Error></ErrorResponse>
        """
      )
    }
    let text = try #require(await stage.sentence())
    #expect(text.contains(Self.arn))
    #expect(text.contains("InvalidIdentityToken"))
    #expect(text.contains("/token"))
    #expect(!text.contains("secret-token"))
  }
}
