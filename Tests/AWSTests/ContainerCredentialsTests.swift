import SigV4
import Testing

@testable import AWS

@Suite struct ContainerCredentialsTests {
  typealias Reply = ScriptedTransport.Reply

  static let token = "secret-token"

  /// The scripted clock starts at 2026-01-02T03:04:05Z.
  static func answer(
    leavingOut member: String = "",
    expiration: String = "2026-01-02T04:04:05Z"
  ) -> String {
    let members = [
      ("AccessKeyId", "ASIAEXAMPLE"), ("SecretAccessKey", "secret-key"),
      ("Token", "secret-session"),
      ("Expiration", expiration), ("AccountId", "123456789012"),
    ]
    let kept = members.filter { $0.0 != member }.map { "\"\($0)\":\"\($1)\"" }
    return "{\(kept.joined(separator: ","))}"
  }

  /// What comes of a script, with what was sent and waited for.
  struct Outcome {
    var result: Result<CredentialFinding, CredentialError>
    var requests: [HTTPRequest]
    var sleeps: [Int]
  }

  static func outcome(
    _ replies: [Reply],
    _ variables: [String: String] = [:],
    files: [String: String] = [:]
  ) async throws -> Outcome {
    let transport = ScriptedTransport(replies)
    let clock = VirtualClock()
    let address = [ContainerAddressTests.full: "http://127.0.0.1:81/secret-path?q=1"]
    let provider = ContainerCredentials(
      environment: ProcessEnvironment(address.merging(variables) { $1 }),
      outside: try FileShelf(files).outside(transport, clock: clock)
    )
    let result: Result<CredentialFinding, CredentialError>
    do throws(CredentialError) {
      result = .success(try await provider.find())
    } catch {
      result = .failure(error)
    }
    return Outcome(result: result, requests: transport.requests, sleeps: clock.sleeps)
  }

  static func found() throws -> CredentialFinding {
    let keys = try Credentials(
      accessKeyID: "ASIAEXAMPLE",
      secretAccessKey: "secret-key",
      sessionToken: "secret-session",
      accountID: "123456789012"
    )
    return .found(ExpiringCredentials(keys: keys, expiration: 1_767_326_645))
  }

  @Test func `the agent is asked once, without a proxy`() async throws {
    let outcome = try await Self.outcome([.answer(200, Self.answer())])
    #expect(try outcome.result.get() == Self.found())
    let request = try #require(outcome.requests.first)
    #expect(outcome.requests.count == 1)
    #expect(request.method == "GET")
    #expect(request.origin == HTTPOrigin(scheme: .http, host: "127.0.0.1", port: 81))
    #expect("\(request.path)?\(request.query)" == "/secret-path?q=1")
    #expect(request.value(of: "Accept") == "application/json")
    #expect(request.value(of: "User-Agent")?.hasPrefix("mooring/1.2.3 ") == true)
    #expect(request.value(of: "Authorization") == nil)
    #expect(request.totalMilliseconds == 2000)
    #expect(!request.mayUseProxy)
  }

  @Test func `without its variables it is absent, and nobody is asked`() async throws {
    let outcome = try await Self.outcome([], [ContainerAddressTests.full: ""])
    guard case .absent(let why) = try outcome.result.get() else {
      Issue.record("\(outcome)")
      return
    }
    #expect(why.contains("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"))
    #expect(outcome.requests.isEmpty)
  }

  @Test(arguments: [
    (["AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic a b"], "Basic a b"),
    (["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token"], "of the file"),
    (
      [
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "v",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token",
      ], "of the file"
    ),
  ])
  func `the token goes with the request, the file's before the variable's`(
    variables: [String: String],
    value: String
  ) async throws {
    let files = ["/token": "of the file"]
    let outcome = try await Self.outcome([.answer(200, Self.answer())], variables, files: files)
    #expect(try outcome.result.get() == Self.found())
    #expect(outcome.requests.map { $0.value(of: "Authorization") } == [value])
  }

  @Test func `the token's file is read anew each time`() async throws {
    let shelf = FileShelf(["/token": "one"])
    let transport = ScriptedTransport(answers: Self.answer(), Self.answer())
    let provider = ContainerCredentials(
      environment: ProcessEnvironment([
        ContainerAddressTests.relative: "/c",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token",
      ]),
      outside: try shelf.outside(transport)
    )
    _ = try await provider.find()
    shelf["/token"] = "two"
    _ = try await provider.find()
    #expect(transport.requests.map { $0.value(of: "Authorization") } == ["one", "two"])
  }

  @Test(arguments: [
    ("secret\n", "line break"), ("\rsecret", "line break"), ("secret\u{0}", "another character"),
    ("", "empty"), (nil, "no such file"),
  ])
  func `a token that can't be sent is an error, and nobody is asked`(
    text: String?,
    words: String
  ) async throws {
    let outcome = try await Self.outcome(
      [],
      ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token"],
      files: text.map { ["/token": $0] } ?? [:]
    )
    guard case .failure(.misconfigured(_, let why)) = outcome.result else {
      Issue.record("\(outcome.result)")
      return
    }
    #expect(why.contains("/token") && why.contains(words) && !why.contains("secret"))
    #expect(outcome.requests.isEmpty)
  }

  @Test func `a variable with a line break is an error`() async throws {
    let outcome = try await Self.outcome([], ["AWS_CONTAINER_AUTHORIZATION_TOKEN": "secret\n"])
    #expect(throws: CredentialError.self) { try outcome.result.get() }
    #expect(outcome.requests.isEmpty)
  }

  static let passing: [(Reply, String)] = [
    (.failed(.notConnected), "scripted"),
    (.failed(.timedOut), "scripted"),
    (.answer(401, "Unauthorized"), "HTTP status 401, Unauthorized"),
    (.answer(404), "HTTP status 404"),
    (.answer(500, #"{"code":"X","message":"for \#(token)"}"#), "X: for <redacted>"),
    (.answer(500, "line one\nline two"), "HTTP status 500, line one."),
    (.answer(503, "<html>secret</html>"), "HTTP status 503."),
    (.answer(500, #"{"SecretAccessKey":"secret-key"#), "HTTP status 500."),
    (.answer(400, String(repeating: "x", count: 9000)), "xxx"),
    (.answer(200, "<html>"), "not JSON"),
    (.answer(200, ""), "not JSON"),
    (.answer(200, answer(expiration: "tomorrow")), "Expiration"),
  ]

  @Test(arguments: passing)
  func `what may pass is tried three times, with a second between`(
    reply: Reply,
    words: String
  ) async throws {
    let token = ["AWS_CONTAINER_AUTHORIZATION_TOKEN": Self.token]
    let outcome = try await Self.outcome([reply, reply, reply], token)
    guard case .failure(let error) = outcome.result, case .notFetched = error else {
      Issue.record("\(outcome.result)")
      return
    }
    #expect("\(error)".contains(words), "\(error)")
    #expect("\(error)".contains("127.0.0.1:81"))
    #expect(!"\(error)".contains("secret"))
    #expect("\(error)".utf8.count < 600)
    #expect(outcome.requests.count == 3)
    #expect(outcome.sleeps == [1000, 1000])

    let recovered = try await Self.outcome([reply, reply, .answer(200, Self.answer())], token)
    #expect(try recovered.result.get() == Self.found())
  }

  static let lasting = [
    (answer(leavingOut: "AccessKeyId"), "lacks AccessKeyId"),
    (answer(leavingOut: "SecretAccessKey"), "lacks SecretAccessKey"),
    (answer(leavingOut: "Token"), "lacks Token"),
    (answer(leavingOut: "Expiration"), "lacks Expiration"),
    (answer(expiration: "2026-01-02T03:04:05Z"), "ended already"),
    (#"{"Code":"Failed","Message":"No role."}"#, "Failed: No role"),
  ]

  @Test(arguments: lasting)
  func `an answer without usable credentials is not asked for again`(
    answer: String,
    words: String
  ) async throws {
    let outcome = try await Self.outcome([.answer(200, answer)])
    guard case .failure(let error) = outcome.result else {
      Issue.record("\(outcome.result)")
      return
    }
    #expect("\(error)".contains(words) && !"\(error)".contains("secret"), "\(error)")
    #expect(outcome.requests.count == 1)
  }

  @Test func `the account is optional`() async throws {
    let answer = Self.answer(leavingOut: "AccountId")
    let outcome = try await Self.outcome([.answer(200, answer)])
    guard case .found(let found) = try outcome.result.get() else {
      Issue.record("\(outcome.result)")
      return
    }
    #expect(found.keys.accountID == nil)
  }

  @Test func `who is cancelled doesn't try again`() async throws {
    let outcome = try await Self.outcome([.failed(.cancelled)])
    guard case .failure(let error) = outcome.result else {
      Issue.record("\(outcome.result)")
      return
    }
    #expect(error.isCancelled)
    #expect(outcome.requests.count == 1)
  }
}
