import SigV4
import Testing

@testable import AWS

@Suite struct ProfileRoleTests {
  static let credentials = """
    [base]
    aws_access_key_id = BASE
    aws_secret_access_key = s
    [own]
    aws_access_key_id = OWN
    aws_secret_access_key = s
    """

  static func arn(_ name: String) -> String { "arn:aws:iam::123456789012:role/\(name)" }

  static let config = """
    [profile one]
    role_arn = \(arn("one"))
    source_profile = base
    role_session_name = me
    external_id = ext
    duration_seconds = 900
    region = eu-north-1
    [profile two]
    role_arn = \(arn("two"))
    source_profile = one
    duration_seconds = an hour
    [profile own]
    role_arn = \(arn("own"))
    source_profile = own
    [profile over-own]
    role_arn = \(arn("over-own"))
    source_profile = own
    [profile variables]
    role_arn = \(arn("v"))
    credential_source = Environment
    [profile container]
    role_arn = \(arn("c"))
    credential_source = EcsContainer
    [profile instance]
    role_arn = \(arn("i"))
    credential_source = Ec2InstanceMetadata
    [profile token]
    role_arn = \(arn("t"))
    web_identity_token_file = /token
    source_profile = base
    [profile over-token]
    role_arn = \(arn("over-token"))
    source_profile = token
    [profile both]
    role_arn = \(arn("r"))
    source_profile = base
    credential_source = Environment
    [profile neither]
    role_arn = \(arn("r"))
    [profile odd]
    role_arn = \(arn("r"))
    credential_source = environment
    [profile lost]
    role_arn = \(arn("r"))
    source_profile = gone
    [profile self]
    role_arn = \(arn("r"))
    source_profile = self
    [profile left]
    role_arn = \(arn("r"))
    source_profile = right
    [profile right]
    role_arn = \(arn("r"))
    source_profile = left
    [profile into]
    role_arn = \(arn("r"))
    source_profile = left
    [profile mfa]
    role_arn = \(arn("r"))
    source_profile = base
    mfa_serial = arn:aws:iam::123456789012:mfa/me
    [profile over-mfa]
    role_arn = \(arn("r"))
    source_profile = mfa
    [profile bare]
    region = eu-west-1
    [profile over-bare]
    role_arn = \(arn("r"))
    source_profile = bare
    """

  static func stage(
    _ profile: String,
    _ variables: [String: String] = [:],
    answering rule: @escaping @Sendable (HTTPRequest) -> ScriptedTransport.Reply = CredentialStage
      .answer
  ) throws -> CredentialStage {
    try CredentialStage(
      profile: profile,
      variables,
      config: config,
      credentials: credentials,
      files: ["/token": "t"],
      answering: rule
    )
  }

  @Test(
    arguments: [
      ("one", "ROLE-one", ["BASE"]),
      ("two", "ROLE-two", ["BASE", "ROLE-one"]),
      ("own", "ROLE-own", ["OWN"]),
      // The keys of a source profile go before its own role.
      ("over-own", "ROLE-over-own", ["OWN"]),
      ("variables", "ROLE-v", ["ENV"]),
      ("container", "ROLE-c", ["", "CONTAINER"]),
      ("instance", "ROLE-i", ["", "", "", "INSTANCE"]),
      ("token", "WEB", [""]),
      ("over-token", "ROLE-over-token", ["", "WEB"]),
    ]
  )
  func `a role is taken on with the credentials that its profile names`(
    profile: String,
    key: String,
    signers: [String]
  ) async throws {
    let stage = try Self.stage(
      profile,
      [
        "AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/other", "AWS_ROLE_ARN": Self.arn("other"),
      ]
    )
    let found = try await stage.outcome().get()
    #expect(found.accessKeyID == key)
    #expect(found.accountID == "123456789012")
    #expect(stage.signers == signers)
  }

  @Test func `what a profile says of its role is sent, in the Region of the run`() async throws {
    let stage = try Self.stage("two")
    _ = try await stage.outcome().get()
    let bodies = stage.bodies
    #expect(
      bodies[0].hasSuffix(
        "&RoleSessionName=me&ExternalId=ext&DurationSeconds=900"
      )
    )
    // A duration that is no whole number is left out.
    #expect(bodies[1].hasSuffix("&RoleSessionName=mooring"))
    #expect(
      stage.transport.requests.map(\.origin.host) == [
        "sts.eu-west-1.amazonaws.com", "sts.eu-west-1.amazonaws.com",
      ]
    )
  }

  @Test func `a role is renewed with credentials that are at hand`() async throws {
    let stage = try Self.stage("container", ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"]) {
      request in
      guard request.origin.host.hasPrefix("sts.") else { return CredentialStage.answer(request) }
      return .answer(
        200,
        CredentialStage.role("SHORT", of: "AssumeRole", end: "2026-01-02T03:19:05Z")
      )
    }
    _ = try await stage.outcome().get()
    stage.clock.advance(seconds: 450)
    _ = try await stage.outcome().get()
    #expect(stage.signers == ["", "CONTAINER", "CONTAINER"])
  }

  @Test(
    arguments: [
      ("both", "source_profile and credential_source are both there"),
      ("neither", "neither source_profile nor credential_source is"),
      ("odd", "is \"environment\", but must be one of Environment, EcsContainer, Ec2Instance"),
      ("lost", "source_profile \"gone\" is not in /home/u/.aws/config or /home/u/.aws/cred"),
      ("self", "circle (self -> self)"),
      ("left", "circle (left -> right -> left)"),
      ("into", "circle (into -> left -> right -> left)"),
      ("mfa", "MFA device arn:aws:iam::123456789012:mfa/me"),
      ("over-mfa", "role of the profile \"mfa\""),
      ("over-mfa", "aws configure export-credentials --profile mfa --format env"),
    ]
  )
  func `a role that can't be meant is an error before anything is asked`(
    profile: String,
    words: String
  ) async throws {
    let stage = try Self.stage(profile)
    guard case .failure(let error) = await stage.outcome(), case .misconfigured = error else {
      Issue.record("another outcome")
      return
    }
    #expect("\(error)".contains(words))
    #expect(stage.transport.requests.isEmpty)
  }

  @Test(
    arguments: [
      ("over-bare", "source_profile \"bare\" of the profile \"over-bare\" has no credentials"),
      ("over-bare", "login session of the profile \"bare\": login_session is not there"),
      ("variables", "credential_source Environment of the profile \"variables\" has no"),
      ("variables", "environment variables: AWS_ACCESS_KEY_ID is not set"),
    ]
  )
  func `a source without credentials is said, with what was tried`(
    profile: String,
    words: String
  ) async throws {
    let text = try #require(await Self.stage(profile).sentence())
    #expect(text.contains(words))
    #expect(text.contains("123456789012:role/r") || text.contains("123456789012:role/v"))
    // Neither the instance's nor the container's credentials are meant.
    #expect(!text.contains("EC2"))
  }

  @Test func `a refusal names the role and says why`() async throws {
    let stage = try Self.stage("one") { _ in
      .answer(
        403,
        """
        <ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized</Message></Error>\
        </ErrorResponse>
        """
      )
    }
    let text = try #require(await stage.sentence())
    #expect(text.contains("\(Self.arn("one")) could not be assumed"))
    #expect(text.contains("not authorized"))
  }

  @Test func `an interrupted search is said to be one`() async throws {
    let stage = try Self.stage("two") { _ in .failed(.cancelled) }
    guard case .failure(let error) = await stage.outcome() else {
      Issue.record("found")
      return
    }
    #expect(error.isCancelled)
  }
}
