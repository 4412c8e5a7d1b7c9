import SigV4
import Testing

@testable import AWS

@Suite struct RetryQuotaTests {
  @Test func `it has 500 tokens and gives no more than it has`() {
    var quota = RetryQuota()
    let transient = (0..<37).count { _ in quota.take(RetryCause.transient.cost) }
    #expect(transient == 35)
    #expect(quota.tokens == 500 - 35 * 14)
    let throttled = (0..<4).count { _ in quota.take(RetryCause.throttled.cost) }
    #expect(throttled == 2)
    #expect(quota.tokens == 0)
  }

  @Test func `it never holds more than its capacity`() {
    var quota = RetryQuota()
    quota.giveBack(14)
    #expect(quota.tokens == 500)
    let isTaken = quota.take(5)
    #expect(isTaken && quota.tokens == 495)
    quota.giveBack(14)
    #expect(quota.tokens == 500)
  }

  /// A client, and the tokens that its account has left.
  private static func client(
    _ transport: ScriptedTransport,
    observer: RequestObserver? = nil
  ) throws -> (Client, tokens: () -> Int) {
    let keys = try Credentials.example()
    let client = try Client.scripted(transport, observer: observer)
    return (client, { client.lanes.lane(of: keys, in: client.region).tokens })
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let replies: [ScriptedTransport.Reply]
    let left: Int
  }

  private static let success = ScriptedTransport.Reply.answer(200, RetryTests.emptyHealth)
  private static let throttled = ScriptedTransport.Reply.answer(429)
  private static let cutOff = ScriptedTransport.Reply.failed(.cutOff)

  static let cases = [
    Case(testDescription: "a success", replies: [success], left: 500),
    Case(testDescription: "lost once", replies: [cutOff, success], left: 500),
    // Only what the last retry took comes back.
    Case(testDescription: "lost twice", replies: [cutOff, cutOff, success], left: 486),
    Case(
      testDescription: "throttled, then lost",
      replies: [throttled, cutOff, success],
      left: 495
    ),
    Case(
      testDescription: "lost, then throttled",
      replies: [cutOff, throttled, success],
      left: 486
    ),
    Case(testDescription: "lost for good", replies: [cutOff, cutOff, cutOff], left: 472),
    Case(
      testDescription: "throttled for good",
      replies: [.answer(429), throttled, throttled],
      left: 490
    ),
    Case(testDescription: "refused", replies: [.answer(403)], left: 500),
    Case(testDescription: "lost, then refused", replies: [cutOff, .answer(403)], left: 486),
    // AWS did it, whatever its answer looks like.
    Case(
      testDescription: "lost, then unreadable",
      replies: [cutOff, .answer(200, "<html>")],
      left: 500
    ),
  ]

  @Test(arguments: cases)
  func `a retry takes tokens, and a success gives back what the last one took`(
    example: Case
  ) async throws {
    let (client, tokens) = try Self.client(ScriptedTransport(example.replies))
    _ = await failure { () async throws(ServiceError) in try await client.send(RetryTests.health) }
    #expect(tokens() == example.left)
  }

  @Test func `a success without a retry gives back one token`() async throws {
    let replies = [Self.cutOff, .answer(403), Self.success]
    let (client, tokens) = try Self.client(ScriptedTransport(replies))
    _ = await failure { () async throws(ServiceError) in try await client.send(RetryTests.health) }
    #expect(tokens() == 486)
    _ = try await client.send(RetryTests.health)
    #expect(tokens() == 487)
  }

  @Test func `where the tokens are used up, the first failure is the last, in all copies`()
    async throws
  {
    let log = Log()
    let transport = ScriptedTransport(Array(repeating: Self.cutOff, count: 200))
    let (client, tokens) = try Self.client(transport, observer: { log.add($0) })
    // Each call takes two retries of 14.
    for _ in 0..<17 {
      _ = await failure { () async throws(ServiceError) in try await client.send(RetryTests.health)
      }
    }
    #expect(tokens() == 24)
    let sent = transport.requests.count
    #expect(sent == 51)
    let copy = client
    let error = await failure { () async throws(ServiceError) in
      try await copy.send(RetryTests.health)
    }
    #expect(transport.requests.count == sent + 2)
    #expect(tokens() == 10)
    #expect(log.events.last == .quotaUsedUp(operation: .describeTargetHealth))
    guard case .transport(_, _, let last) = error else {
      Issue.record("the error is not the attempt's own")
      return
    }
    #expect(last.kind == .cutOff)

    var elsewhere = client
    elsewhere.region = try .example("us-west-2")
    _ = await failure { () async throws(ServiceError) in
      try await elsewhere.send(RetryTests.health)
    }
    #expect(transport.requests.count == sent + 5)
  }
}
