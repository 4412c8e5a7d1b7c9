import SigV4
import Testing

@testable import AWS

@Suite struct RetryTests {
  static let group = "arn:group"
  static let health = ELBv2.describeTargetHealth(targetGroup: group)
  static let registration = ELBv2.registerTargets([.init(id: "10.0.0.5", port: 443)], in: group)
  static let emptyHealth = """
    <DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions/>\
    </DescribeTargetHealthResult></DescribeTargetHealthResponse>
    """

  static func error(_ code: String) -> String {
    "<ErrorResponse><Error><Code>\(code)</Code><Message>m</Message></Error></ErrorResponse>"
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let what: String
    let reply: ScriptedTransport.Reply
    let readAgain: Bool
    let writeAgain: Bool
    let mayHaveTakenEffect: Bool
    var isThrottling = false

    var testDescription: String { what }
  }

  static let cases = [
    Case("Throttling", .answer(400, error("Throttling")), again: (true, true), throttled: true),
    Case(
      "RequestLimitExceeded, 503",
      .answer(503, error("RequestLimitExceeded")),
      again: (true, true),
      throttled: true
    ),
    Case("429", .answer(429), again: (true, true), throttled: true),
    Case("500", .answer(500, error("InternalFailure")), again: (true, false), effect: true),
    Case("502 of a proxy", .answer(502, "<html>"), again: (true, false), effect: true),
    Case("503", .answer(503), again: (true, false), effect: true),
    Case("504", .answer(504), again: (true, false), effect: true),
    Case("501", .answer(501), again: (false, false), effect: true),
    Case("RequestTimeout", .answer(400, error("RequestTimeout")), again: (true, false)),
    Case("AccessDenied", .answer(403, error("AccessDenied")), again: (false, false)),
    Case("a redirect", .answer(307), again: (false, false)),
    Case("no such name", .failed(.nameNotResolved), again: (true, true)),
    Case("refused", .failed(.notConnected), again: (true, true)),
    Case("proxy", .failed(.proxyRefused), again: (true, true)),
    Case("TLS", .failed(.tlsFailed), again: (true, true)),
    Case("timed out", .failed(.timedOut), again: (true, false), effect: true),
    Case("cut off", .failed(.cutOff), again: (true, false), effect: true),
    Case("cancelled", .failed(.cancelled), again: (false, false), effect: true),
  ]

  @Test(arguments: cases)
  func `a read is tried three times where the failure passes`(example: Case) async throws {
    let transport = ScriptedTransport([example.reply, example.reply, example.reply, .answer(200)])
    let clock = VirtualClock()
    let client = try Client.scripted(transport, clock: clock)
    let error = await failure { () async throws(ServiceError) in try await client.send(Self.health)
    }
    #expect(transport.requests.count == (example.readAgain ? 3 : 1))
    let waits = example.isThrottling ? [1000, 2000] : [50, 100]
    #expect(clock.sleeps == (example.readAgain ? waits : []))
    #expect(error?.mayHaveTakenEffect == false)
  }

  @Test(arguments: cases)
  func `a write is repeated only when it surely had no effect`(example: Case) async throws {
    let transport = ScriptedTransport([example.reply, example.reply, example.reply, .answer(200)])
    let client = try Client.scripted(transport, permit: WritePermit())
    let error = await failure { () async throws(ServiceError) in
      try await client.send(Self.registration)
    }
    #expect(transport.requests.count == (example.writeAgain ? 3 : 1))
    #expect(error?.mayHaveTakenEffect == example.mayHaveTakenEffect)
  }

  @Test func `a write that AWS did but answered unreadably may have taken effect`() async throws {
    let client = try Client.scripted(ScriptedTransport(answers: "<html>"), permit: WritePermit())
    let error = await failure { () async throws(ServiceError) in
      try await client.send(Self.registration)
    }
    #expect(error?.mayHaveTakenEffect == true)
  }

  @Test func `the answer after a failure is the answer`() async throws {
    let transport = ScriptedTransport([.failed(.cutOff), .answer(200, Self.emptyHealth)])
    let answer = try await Client.scripted(transport).send(Self.health)
    #expect(answer.value == [])
  }

  @Test func `each attempt is signed with the time of its own`() async throws {
    let transport = ScriptedTransport([.answer(429), .answer(200, Self.emptyHealth)])
    _ = try await Client.scripted(transport).send(Self.health)
    let dates = transport.requests.map { request in
      request.headers.first { $0.name == "X-Amz-Date" }?.value
    }
    #expect(dates == ["20260102T030405Z", "20260102T030406Z"])
  }

  @Test func `a quota of ACM is not a rate`() {
    let quota = ServiceFault(
      operation: .describeCertificate,
      status: 400,
      code: "LimitExceededException",
      message: ""
    )
    #expect(!quota.isThrottling)
  }

  @Test(arguments: [(1, 0.0, 0), (1, 0.5, 25), (2, 1.0, 100), (9, 1.0, 12_800), (40, 1.0, 20_000)])
  func `a wait lands in its range and has a longest`(
    attempt: Int,
    fraction: Double,
    expected: Int
  ) {
    let policy = RetryPolicy(maximumAttempts: 100)
    let error = ServiceError.transport(
      operation: .describeRules,
      host: "h",
      TransportError(.cutOff, detail: "")
    )
    #expect(policy.wait(after: error, attempt: attempt, fraction: fraction) == expected)
  }
}

extension RetryTests.Case {
  init(
    _ what: String,
    _ reply: ScriptedTransport.Reply,
    again: (read: Bool, write: Bool),
    effect: Bool = false,
    throttled: Bool = false
  ) {
    self.init(
      what: what,
      reply: reply,
      readAgain: again.read,
      writeAgain: again.write,
      mayHaveTakenEffect: effect,
      isThrottling: throttled
    )
  }
}
