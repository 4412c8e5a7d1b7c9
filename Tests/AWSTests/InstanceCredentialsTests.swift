import SigV4
import Testing

@testable import AWS

@Suite struct InstanceCredentialsTests {
  typealias Reply = ScriptedTransport.Reply

  static let token = "secret-token=="
  static let answer = ContainerCredentialsTests.answer()
  static let now = 1_767_323_045

  static func outcome(
    _ replies: [Reply],
    _ variables: [String: String] = [:],
    _ profile: [String: String] = [:]
  ) async throws -> ContainerCredentialsTests.Outcome {
    let transport = ScriptedTransport(replies)
    let clock = VirtualClock()
    let provider = InstanceCredentials(
      environment: ProcessEnvironment(variables),
      profile: Self.profile(profile),
      outside: try FileShelf().outside(transport, clock: clock)
    )
    let result: Result<CredentialFinding, CredentialError>
    do throws(CredentialError) {
      result = .success(try await provider.find())
    } catch {
      result = .failure(error)
    }
    return .init(result: result, requests: transport.requests, sleeps: clock.sleeps)
  }

  static func profile(_ keys: [String: String]) -> Profile {
    Profile(
      name: "default",
      config: keys.mapValues { SharedFile.Property(value: $0) },
      credentials: [:]
    )
  }

  /// Why there are none; nil where there are.
  static func absence(_ outcome: ContainerCredentialsTests.Outcome) throws -> String? {
    if case .absent(let why) = try outcome.result.get() { why } else { nil }
  }

  @Test func `a token, the role and its credentials are asked for`() async throws {
    let outcome = try await Self.outcome([
      .answer(200, Self.token), .answer(200, "role+=,.@-_1\n"), .answer(200, Self.answer),
    ])
    #expect(try outcome.result.get() == ContainerCredentialsTests.found())
    let requests = outcome.requests
    let role = "/latest/meta-data/iam/security-credentials/"
    #expect(requests.map(\.method) == ["PUT", "GET", "GET"])
    #expect(requests.map(\.path) == ["/latest/api/token", role, role + "role+=,.@-_1"])
    let seconds = requests.map { $0.value(of: "x-aws-ec2-metadata-token-ttl-seconds") }
    #expect(seconds == ["21600", nil, nil])
    let tokens = requests.map { $0.value(of: "x-aws-ec2-metadata-token") }
    #expect(tokens == [nil, Self.token, Self.token])
    for request in requests {
      #expect(request.origin == HTTPOrigin(scheme: .http, host: "169.254.169.254"))
      #expect(request.totalMilliseconds == 1000)
      #expect(!request.mayUseProxy)
      #expect(!"\(request.headers)".contains("secret"))
    }
  }

  @Test(arguments: ["true", "TRUE"])
  func `where it is switched off nobody is asked`(value: String) async throws {
    let outcome = try await Self.outcome([], ["AWS_EC2_METADATA_DISABLED": value])
    #expect(try Self.absence(outcome)?.contains("AWS_EC2_METADATA_DISABLED") == true)
    #expect(outcome.requests.isEmpty)
  }

  @Test(arguments: ["false", "1", "yes", ""])
  func `another value switches nothing off`(value: String) async throws {
    let outcome = try await Self.outcome([.answer(404)], ["AWS_EC2_METADATA_DISABLED": value])
    #expect(outcome.requests.count == 1)
  }

  /// All that ends the way to the credentials, with the number of requests until then.
  static let faults: [([Reply], String)] = [
    ([.failed(.timedOut)], "hop limit must be 2"),
    ([.failed(.notConnected)], "this may be no EC2 instance"),
    ([.answer(404)], "version 1 is never asked"),
    ([.answer(403)], "version 1 is never asked"),
    ([.answer(405)], "version 1 is never asked"),
    ([.answer(400, "bad")], "HTTP status 400, bad"),
    ([.answer(500)], "HTTP status 500"),
    ([.answer(200, "")], "for a token is none"),
    ([.answer(200, "<html>\n")], "for a token is none"),
    ([.answer(200, token), .answer(404)], "the instance has no role"),
    ([.answer(200, token), .answer(401, "no \(token)")], "HTTP status 401, no <redacted>"),
    ([.answer(200, token), .answer(500)], "HTTP status 500"),
    ([.answer(200, token), .answer(200, "<html>")], "the name of its role is none"),
    ([.answer(200, token), .answer(200, "../../user-data")], "the name of its role is none"),
    ([.answer(200, token), .answer(200, "\n")], "the name of its role is none"),
    ([.answer(200, token), .failed(.cutOff)], "can't be reached"),
    ([.answer(200, token), .answer(200, "r"), .answer(404)], "role r (HTTP status 404)"),
    ([.answer(200, token), .answer(200, "r"), .answer(200, "<html>")], "not JSON"),
    (
      [
        .answer(200, token), .answer(200, "r"),
        .answer(200, ContainerCredentialsTests.answer(leavingOut: "Token")),
      ], "lacks Token"
    ),
    (
      [
        .answer(200, token), .answer(200, "r"),
        .answer(200, #"{"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume r."}"#),
      ], "AssumeRoleUnauthorizedAccess: EC2 cannot assume r"
    ),
  ]

  @Test(arguments: faults)
  func `whatever goes wrong is the reason why it has none`(
    replies: [Reply],
    words: String
  ) async throws {
    let outcome = try await Self.outcome(replies)
    let why = try #require(try Self.absence(outcome))
    #expect(why.contains(words), "\(why)")
    #expect(!why.contains("secret") && !why.contains("\n"))
    // Version 1 would be one request more.
    #expect(outcome.requests.count == replies.count)
    #expect(outcome.requests.allSatisfy { $0.method == "PUT" || $0.headers.count == 2 })
  }

  @Test(arguments: [Reply.failed(.timedOut), .failed(.notConnected), .answer(500)])
  func `a request is sent as often as is set`(fault: Reply) async throws {
    let variables = ["AWS_METADATA_SERVICE_NUM_ATTEMPTS": "3"]
    let outcome = try await Self.outcome(
      [
        fault, fault, .answer(200, Self.token), fault, .answer(200, "r"), .answer(200, Self.answer),
      ],
      variables
    )
    #expect(try outcome.result.get() == ContainerCredentialsTests.found())
    let absent = try await Self.outcome([fault, fault, fault], variables)
    #expect(try Self.absence(absent) != nil)
    #expect(absent.requests.count == 3)
  }

  @Test func `a refusal is not asked for again`() async throws {
    let variables = ["AWS_METADATA_SERVICE_NUM_ATTEMPTS": "3"]
    for replies in [[Reply.answer(404)], [.answer(400)], [.answer(200, "t"), .answer(404)]] {
      #expect(try await Self.outcome(replies, variables).requests.count == replies.count)
    }
  }

  @Test func `who is cancelled learns no reason`() async throws {
    let outcome = try await Self.outcome([.failed(.cancelled)])
    guard case .failure(let error) = outcome.result else {
      Issue.record("\(outcome.result)")
      return
    }
    #expect(error.isCancelled)
  }

  @Test(arguments: [
    // An hour before the end they are as they came; the scripted chance is nearly all of its range.
    ("2026-01-02T04:04:05Z", now + 3600),
    ("2026-01-02T03:29:05Z", now + 1500),
    ("2026-01-02T03:29:03Z", now + 1499),
    ("2026-01-02T03:04:05Z", now + 1499),
    ("2020-01-01T00:00:00Z", now + 1499),
  ])
  func `credentials that have ended, or nearly, go on for a while`(
    expiration: String,
    end: Int
  ) async throws {
    let outcome = try await Self.outcome([
      .answer(200, Self.token), .answer(200, "r"),
      .answer(200, ContainerCredentialsTests.answer(expiration: expiration)),
    ])
    guard case .found(let found) = try outcome.result.get() else {
      Issue.record("\(outcome.result)")
      return
    }
    #expect(found.expiration == end)
  }
}
