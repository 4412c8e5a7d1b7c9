import SigV4
import Testing

@testable import AWS

@Suite struct CredentialChainTests {
  /// A source that is configured, and the key that says it answered.
  enum Source: String, CaseIterable {
    case environment = "ENV"
    case role = "ROLE-r"
    case webIdentity = "WEB"
    case sso = "SSO"
    case credentialsFile = "FILE"
    case process = "PROCESS"
    case configFile = "CONFIG"
    case container = "CONTAINER"
    case instance = "INSTANCE"
  }

  static func stage(
    _ sources: some Collection<Source>,
    flag: Bool = false
  ) throws -> CredentialStage {
    var variables: [String: String] = [:]
    var config = "[default]\nregion = eu-west-1\n"
    var credentials = "[base]\naws_access_key_id = BASE\naws_secret_access_key = s\n[default]\n"
    for source in sources {
      switch source {
      case .environment:
        variables["AWS_ACCESS_KEY_ID"] = "ENV"
        variables["AWS_SECRET_ACCESS_KEY"] = "s"
      case .role:
        config += "role_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n"
      case .webIdentity:
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/token"
        variables["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/w"
      case .sso:
        config += """
          sso_start_url = https://old.awsapps.com/start
          sso_region = us-east-1
          sso_account_id = 123456789012
          sso_role_name = Reader

          """
      case .credentialsFile:
        credentials += "aws_access_key_id = FILE\naws_secret_access_key = s\n"
      case .process:
        config += """
          credential_process = /bin/echo '{"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"s"}'

          """
      case .configFile:
        config += "aws_access_key_id = CONFIG\naws_secret_access_key = s\n"
      case .container:
        variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/x"
      case .instance:
        break
      }
    }
    return try CredentialStage(
      profile: flag ? "default" : nil,
      variables,
      config: config,
      credentials: credentials,
      files: ["/token": "t", SSOCredentialsTests.oldPath: SSOTokenTests.file()]
    )
  }

  @Test(arguments: Source.allCases.indices)
  func `the first source of AWS's order that is there counts`(index: Int) async throws {
    let sources = Source.allCases[index...]
    let found = try await Self.stage(sources).outcome().get()
    #expect(found.accessKeyID == sources.first?.rawValue)
  }

  @Test(
    arguments: [
      ([.environment, .role], .role), ([.environment, .webIdentity, .sso], .sso),
      ([.environment, .webIdentity, .credentialsFile], .credentialsFile),
      ([.environment, .container], .container),
    ] as [([Source], Source)]
  )
  func `a profile that was chosen by a flag goes before the variables`(
    sources: [Source],
    expected: Source
  ) async throws {
    #expect(
      try await Self.stage(sources, flag: true).outcome().get().accessKeyID == expected.rawValue
    )
  }

  @Test func `a profile that a variable chose doesn't go before the keys of variables`()
    async throws
  {
    let stage = try CredentialStage(
      [
        "AWS_PROFILE": "team", "AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s",
      ],
      credentials: "[team]\naws_access_key_id = TEAM\naws_secret_access_key = s"
    )
    #expect(try await stage.outcome().get().accessKeyID == "ENV")
  }

  @Test func `nothing is asked before the first request, and one source only after it`()
    async throws
  {
    let stage = try Self.stage([.container])
    #expect(stage.transport.requests.isEmpty)
    #expect(try await stage.outcome().get().accessKeyID == "CONTAINER")
    #expect(stage.transport.requests.count == 1)
    stage.clock.advance(seconds: 2700)
    #expect(try await stage.outcome().get().accessKeyID == "CONTAINER")
    #expect(stage.transport.requests.map(\.origin.host) == ["169.254.170.2", "169.254.170.2"])
  }

  @Test func `the source that answered is remembered when it has none any more`() async throws {
    let gone = AnsweringProvider { number throws(CredentialError) in
      guard number == 1 else { return .absent(why: "it is gone") }
      return .found(try RenewedCredentialsTests.keys("ONE", end: nil))
    }
    let other = AnsweringProvider { _ throws(CredentialError) in
      .found(try RenewedCredentialsTests.keys("OTHER", end: nil))
    }
    let chain = CredentialChain([gone, other])
    _ = try await chain.find()
    let error = await failure { () async throws(CredentialError) in try await chain.find() }
    #expect(
      "\(try #require(error))".contains(
        "answering place. They were there before, but now: it is gone."
      )
    )
    #expect(other.count == 0)
  }

  @Test(
    arguments: [
      (["AWS_ACCESS_KEY_ID": "A"], ""),
      (["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s\n"], ""),
      ([:], "[default]\naws_access_key_id = A"),
      ([:], "[default]\nrole_arn = arn:aws:iam::123456789012:role/r"),
      (["AWS_WEB_IDENTITY_TOKEN_FILE": "/gone"], ""),
    ]
  )
  func `half a source is an error, and not a reason to look further`(
    variables: [String: String],
    credentials: String
  ) async throws {
    let stage = try CredentialStage(variables, credentials: credentials)
    guard case .failure(.misconfigured) = await stage.outcome() else {
      Issue.record("another outcome")
      return
    }
    #expect(stage.transport.requests.isEmpty)
  }

  @Test func `a login session says what to do instead`() async throws {
    let stage = try CredentialStage(config: "[default]\nlogin_session = arn:aws:iam::1:user/u")
    let text = try #require(await stage.sentence())
    #expect(text.contains("login_session"))
    #expect(text.contains("aws configure export-credentials --profile default --format process"))
  }

  @Test func `when nothing answers, every source is listed with its reason`() async throws {
    let stage = try CredentialStage(
      profile: "empty",
      ["AWS_ACCESS_KEY_ID": "A"],
      config: "[profile empty]\nregion = eu-west-1",
      answering: { _ in .failed(.notConnected) }
    )
    guard case .failure(let error) = await stage.outcome(), case .noneFound(let tried) = error
    else {
      Issue.record("another outcome")
      return
    }
    #expect(
      tried.map(\.source) == [
        "environment variables", "role of the profile \"empty\"", "web identity token",
        "SSO of the profile \"empty\"",
        "keys of the profile \"empty\" in /home/u/.aws/credentials",
        "login session of the profile \"empty\"",
        "process of the profile \"empty\" (credential_process)",
        "keys of the profile \"empty\" in /home/u/.aws/config", "container credentials",
        "EC2 instance metadata",
      ]
    )
    let text = "\(error)"
    for (number, reason) in tried.enumerated() {
      #expect(text.contains("(\(number + 1)) \(reason.source): \(reason.why)"))
    }
    #expect(text.contains("--profile goes before them"))
    #expect(!text.contains("\n"))
  }

  @Test func `without any profile the list says so`() async throws {
    let stage = try CredentialStage(["AWS_EC2_METADATA_DISABLED": "true"])
    guard case .failure(.noneFound(let tried)) = await stage.outcome() else {
      Issue.record("another outcome")
      return
    }
    #expect(
      tried.map(\.source) == [
        "environment variables", "web identity token", "profile \"default\"",
        "container credentials", "EC2 instance metadata",
      ]
    )
    #expect(tried[2].why.contains("/home/u/.aws/config or /home/u/.aws/credentials"))
  }

  @Test func `nothing is sent without credentials`() async throws {
    let settings = try ClientSettingsTests.settings(
      .init(),
      ["AWS_EC2_METADATA_DISABLED": "true"],
      config: nil
    )
    let transport = ScriptedTransport([])
    let client = try Client.scripted(transport, credentials: settings.credentials(from: .nowhere()))
    let error = await failure { () async throws(ServiceError) in
      try await client.send(STS.callerIdentity())
    }
    guard case .credentials(.getCallerIdentity, .noneFound) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(transport.requests.isEmpty)
  }
}
