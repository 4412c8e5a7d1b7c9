import SigV4
import Testing

@testable import AWS

/// Keys that stand in variables and files.
@Suite struct SharedKeysTests {
  static let keys = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]

  static func environment(_ more: [String: String]) throws -> CredentialStage {
    try CredentialStage(keys.merging(more) { $1 })
  }

  @Test(
    arguments: [
      ([:], nil), (["AWS_SESSION_TOKEN": "a"], "a"), (["AWS_SECURITY_TOKEN": "b"], "b"),
      (["AWS_SESSION_TOKEN": "a", "AWS_SECURITY_TOKEN": "b"], "b"),
      (["AWS_SESSION_TOKEN": "a", "AWS_SECURITY_TOKEN": ""], "a"),
      (["AWS_SESSION_TOKEN": ""], nil),
    ] as [([String: String], String?)]
  )
  func `the older variable of the token goes first, and an empty one is none`(
    variables: [String: String],
    token: String?
  ) async throws {
    #expect(try await Self.environment(variables).outcome().get().sessionToken?.exposed == token)
  }

  @Test func `the account is that of AWS_ACCOUNT_ID`() async throws {
    let stage = try Self.environment(["AWS_ACCOUNT_ID": "123456789012"])
    #expect(try await stage.outcome().get().accountID == "123456789012")
    #expect(try await Self.environment([:]).outcome().get().accountID == nil)
  }

  /// The clock starts at 2026-01-02T03:04:05Z.
  @Test(
    arguments: [
      ("2026-01-02T03:04:05Z", "ended at 2026-01-02T03:04:05Z"),
      ("2025-01-02T03:04:05+00:00", "variables are read once"),
      ("tomorrow", "\"tomorrow\", which is no time"),
    ]
  )
  func `variables whose end has come are an error that says so`(
    end: String,
    words: String
  ) async throws {
    let stage = try Self.environment(["AWS_CREDENTIAL_EXPIRATION": end])
    #expect(try #require(await stage.sentence()).contains(words))
  }

  @Test func `variables serve until their end`() async throws {
    let stage = try Self.environment(["AWS_CREDENTIAL_EXPIRATION": "2026-01-02T04:04:05+01:00"])
    #expect(try #require(await stage.sentence()).contains("ended"))
    let later = try Self.environment(["AWS_CREDENTIAL_EXPIRATION": "2026-01-02T04:04:05Z"])
    for seconds in [0, 3000, 599] {
      later.clock.advance(seconds: seconds)
      #expect(try await later.outcome().get().accessKeyID == "ENV")
    }
    later.clock.advance(seconds: 1)
    #expect(try #require(await later.sentence()).contains("set new ones and start again"))
  }

  struct FileCase: Sendable {
    var config = ""
    var credentials = ""
    var key: String
    var token: String?
    var account: String?
  }

  static let files = [
    FileCase(
      credentials: "aws_session_token = a\naws_account_id = 123456789012",
      key: "FILE",
      token: "a",
      account: "123456789012"
    ),
    FileCase(credentials: "aws_security_token = b\naws_session_token = a", key: "FILE", token: "b"),
    // Each file's keys are its own: nothing is mixed.
    FileCase(config: "aws_session_token = a\naws_access_key_id = C", key: "FILE"),
  ]

  @Test(arguments: files)
  func `a file's keys go together`(example: FileCase) async throws {
    let stage = try CredentialStage(
      config: "[default]\n\(example.config)",
      credentials: """
        [default]
        aws_access_key_id = FILE
        aws_secret_access_key = s
        \(example.credentials)
        """
    )
    let found = try await stage.outcome().get()
    #expect(found.accessKeyID == example.key)
    #expect(found.sessionToken?.exposed == example.token)
    #expect(found.accountID == example.account)
  }
}
