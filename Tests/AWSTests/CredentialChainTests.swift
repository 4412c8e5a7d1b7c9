import SigV4
import Testing

@testable import AWS

@Suite struct CredentialChainTests {
  static let credentials = """
    [default]
    aws_access_key_id = FILE-DEFAULT
    aws_secret_access_key = s
    [team]
    aws_access_key_id = FILE-TEAM
    aws_secret_access_key = s
    aws_session_token = t
    [half]
    aws_access_key_id = A
    """

  static let config = """
    [default]
    aws_access_key_id = CONFIG-DEFAULT
    aws_secret_access_key = s
    [profile only]
    aws_access_key_id = CONFIG-ONLY
    aws_secret_access_key = s
    [profile role]
    role_arn = arn:aws:iam::123456789012:role/r
    source_profile = default
    [profile sso]
    sso_session = s
    [profile process]
    credential_process = /bin/x
    [profile empty]
    region = eu-west-1
    """

  static func outcome(
    profile: String? = nil,
    _ variables: [String: String] = [:]
  ) async throws -> Result<Credentials, CredentialError> {
    let settings = try ClientSettingsTests.settings(
      .init(profile: profile),
      variables,
      config: config,
      credentials: credentials
    )
    let source = try settings.credentials(from: .nowhere())
    do throws(CredentialError) {
      return .success(try await source.credentials())
    } catch {
      return .failure(error)
    }
  }

  struct Case: Sendable {
    var profile: String?
    var variables: [String: String] = [:]
    let key: String
  }

  static let environment = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]

  static let cases = [
    Case(key: "FILE-DEFAULT"),
    Case(variables: environment, key: "ENV"),
    Case(variables: environment.merging(["AWS_PROFILE": "team"]) { $1 }, key: "ENV"),
    Case(profile: "team", variables: environment, key: "FILE-TEAM"),
    Case(variables: ["AWS_PROFILE": "team"], key: "FILE-TEAM"),
    Case(profile: "only", key: "CONFIG-ONLY"),
    Case(variables: ["AWS_ACCESS_KEY_ID": ""], key: "FILE-DEFAULT"),
    Case(variables: ["AWS_SECRET_ACCESS_KEY": "s"], key: "FILE-DEFAULT"),
  ]

  @Test(arguments: cases)
  func `credentials are found in order`(example: Case) async throws {
    let found = try await Self.outcome(profile: example.profile, example.variables).get()
    #expect(found.accessKeyID == example.key)
  }

  @Test func `a session token goes with its keys`() async throws {
    #expect(try await Self.outcome(profile: "team").get().sessionToken?.exposed == "t")
    let variables = Self.environment.merging(["AWS_SESSION_TOKEN": "u"]) { $1 }
    #expect(try await Self.outcome(variables).get().sessionToken?.exposed == "u")
    #expect(try await Self.outcome(Self.environment).get().sessionToken == nil)
  }

  @Test(arguments: [("role", "role_arn"), ("sso", "SSO"), ("process", "credential_process")])
  func `a source that isn't known yet is said by name`(
    profile: String,
    words: String
  ) async throws {
    let outcome = try await Self.outcome(profile: profile)
    guard case .failure(.unsupported(let source, profile, _)) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(source.contains(words))
  }

  @Test(
    arguments: [
      (nil, ["AWS_ACCESS_KEY_ID": "A"]),
      (nil, ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s\n"]),
      ("half", [:]),
    ] as [(String?, [String: String])]
  )
  func `half a source is an error, and not a reason to look further`(
    profile: String?,
    variables: [String: String]
  ) async throws {
    let outcome = try await Self.outcome(profile: profile, variables)
    guard case .failure(.misconfigured) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func `when nothing answers, every source is listed with its reason`() async throws {
    let outcome = try await Self.outcome(
      profile: "empty",
      Self.environment.merging(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://x"]) { $1 }
    )
    guard case .failure(let error) = outcome, case .noneFound(let tried) = error else {
      Issue.record("\(outcome)")
      return
    }
    #expect(
      tried.map(\.source) == [
        "environment variables",
        "profile \"empty\" (/home/u/.aws/config, /home/u/.aws/credentials)",
        "web identity token", "container credentials", "EC2 instance profile",
      ]
    )
    let text = "\(error)"
    for reason in tried { #expect(text.contains("\(reason.source): \(reason.why)")) }
    #expect(text.contains("AWS_CONTAINER_CREDENTIALS_FULL_URI is set, but"))
  }

  @Test func `nothing is sent without credentials`() async throws {
    let settings = try ClientSettingsTests.settings(config: nil)
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
