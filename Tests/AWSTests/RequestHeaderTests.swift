import SigV4
import TestSupport
import Testing

@testable import AWS

@Suite struct RequestHeaderTests {
  private static func client(
    _ transport: ScriptedTransport,
    attempts: Int = 3,
    total: Int? = nil,
    applicationID: String? = nil
  ) throws -> Client {
    Client(
      transport: transport,
      clock: VirtualClock(),
      credentials: FixedCredentials(try .example()),
      region: try .example(),
      retries: RetryPolicy(maximumAttempts: attempts),
      totalMilliseconds: total,
      random: { 0x0123_4567_89ab_cdef },
      version: "1.2.3",
      applicationID: applicationID
    )
  }

  private static let attempts: [ScriptedTransport.Reply] = [
    .failed(.cutOff), .answer(429), .answer(200, RetryTests.emptyHealth),
  ]

  @Test func `all attempts of a call have its UUID, each its number`() async throws {
    let transport = ScriptedTransport(Self.attempts)
    _ = try await Self.client(transport, attempts: 4).send(RetryTests.health)
    let requests = transport.requests
    #expect(
      requests.map { $0.value(of: "amz-sdk-invocation-id") }
        == Array(repeating: "01234567-89ab-4def-8123-456789abcdef", count: 3)
    )
    #expect(
      requests.map { $0.value(of: "amz-sdk-request") }
        == ["attempt=1; max=4", "attempt=2; max=4", "attempt=3; max=4"]
    )
  }

  @Test func `AWS is told when an attempt is given up`() async throws {
    let transport = ScriptedTransport(Self.attempts)
    _ = try await Self.client(transport, total: 60_000).send(RetryTests.health)
    #expect(
      transport.requests.first?.value(of: "amz-sdk-request")
        == "ttl=20260102T030505Z; attempt=1; max=3"
    )
    #expect(transport.requests.first?.totalMilliseconds == 60_000)
  }

  @Test func `what a proxy may change is not signed`() async throws {
    let transport = ScriptedTransport(Self.attempts)
    _ = try await Self.client(transport).send(RetryTests.health)
    let authorization = try #require(transport.requests.first?.value(of: "Authorization"))
    #expect(authorization.contains("SignedHeaders=content-type;host;x-amz-date,"))
  }

  @Test func `the same clock and chance make the same bytes`() async throws {
    let first = ScriptedTransport(Self.attempts)
    let second = ScriptedTransport(Self.attempts)
    _ = try await Self.client(first).send(RetryTests.health)
    _ = try await Self.client(second).send(RetryTests.health)
    #expect(first.requests == second.requests)
  }

  @Test(arguments: 0..<50)
  func `a UUID has its version, its variant and otherwise random digits`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let id = Invocation(random: { generator.next() }).id
    let parts = id.split(separator: "-")
    #expect(parts.map(\.utf8.count) == [8, 4, 4, 4, 12])
    #expect(parts[2].first == "4")
    #expect(parts[3].first.map { "89ab".contains($0) } == true)
    #expect(parts.joined().allSatisfy { $0.isHexDigit && !$0.isUppercase })
    #expect(Invocation(random: { generator.next() }).id != id)
  }

  @Test(
    arguments: [
      (nil, ""), ("", ""), ("airflow#prod", " app/airflow#prod"),
      ("my app/é\r\nX: y", " app/my-app----X--y"),
      (String(repeating: "a", count: 60), " app/" + String(repeating: "a", count: 50)),
    ]
  )
  func `the program names itself as the SDKs do`(applicationID: String?, end: String) async throws {
    let transport = ScriptedTransport([.answer(400)])
    let client = try Self.client(transport, applicationID: applicationID)
    _ = await failure { () async throws(ServiceError) in try await client.send(RetryTests.health) }
    let text = try #require(transport.requests.first?.value(of: "User-Agent"))
    #expect(text.hasPrefix("mooring/1.2.3 ua/2.1 os/linux md/arch#"))
    #expect(text.hasSuffix(" lang/swift#6 cfg/retry-mode#standard" + end))
  }
}
