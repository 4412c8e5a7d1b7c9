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
    Case(
      "429 of ELBv2's own",
      .answer(429, error("PriorRequestNotComplete")),
      again: (true, true),
      throttled: true
    ),
    Case(
      "LimitExceededException of another service than ACM",
      .answer(400, error("LimitExceededException")),
      again: (true, true),
      throttled: true
    ),
    Case("500", .answer(500, error("InternalFailure")), again: (true, false), effect: true),
    Case("502 of a proxy", .answer(502, "<html>"), again: (true, false), effect: true),
    Case("503", .answer(503), again: (true, false), effect: true),
    Case("504", .answer(504), again: (true, false), effect: true),
    Case("501", .answer(501), again: (false, false), effect: true),
    Case("RequestTimeout", .answer(400, error("RequestTimeout")), again: (true, false)),
    Case(
      "IDPCommunicationError of another service than STS",
      .answer(400, error("IDPCommunicationError")),
      again: (false, false)
    ),
    Case("TooManyTargets", .answer(400, error("TooManyTargets")), again: (false, false)),
    Case(
      "RequestExpired without a time",
      .answer(400, error("RequestExpired")),
      again: (false, false)
    ),
    Case("AccessDenied", .answer(403, error("AccessDenied")), again: (false, false)),
    Case("a redirect", .answer(307), again: (false, false)),
    Case("no such name", .failed(.nameNotResolved), again: (true, true)),
    Case("refused", .failed(.notConnected), again: (true, true)),
    Case("proxy", .failed(.proxyRefused), again: (true, true)),
    Case("TLS", .failed(.tlsFailed), again: (true, true)),
    Case("timed out", .failed(.timedOut), again: (true, false), effect: true),
    Case("cut off", .failed(.cutOff), again: (true, false), effect: true),
    Case("too long", .failed(.tooLong), again: (false, false), effect: true),
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

  @Test func `who is cancelled while a retry waits is told what failed`() async throws {
    let transport = ScriptedTransport([.failed(.cutOff), .answer(200, Self.emptyHealth)])
    let client = try Client.scripted(transport, clock: CancellingClock())
    let sending = Task {
      await failure { () async throws(ServiceError) in try await client.send(Self.health) }
    }
    guard case .transport(_, _, let error) = await sending.value else {
      Issue.record("the error is not the attempt's own")
      return
    }
    #expect(error.kind == .cutOff)
    #expect(transport.requests.count == 1)
  }

  @Test func `who is cancelled before sending asks for no credentials`() async throws {
    let transport = ScriptedTransport([])
    let client = try Client.scripted(transport, credentials: NoCredentials())
    let sending = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await failure { () async throws(ServiceError) in try await client.send(Self.health) }
    }
    #expect(await sending.value == .cancelled(operation: .describeTargetHealth))
  }

  @Test func `STS is asked again when it could not reach the identity provider`() async throws {
    let refusal = ScriptedTransport.Reply.answer(400, Self.error("IDPCommunicationError"))
    let transport = ScriptedTransport([refusal, refusal, refusal])
    let role = STS.Role(arn: "arn:aws:iam::123456789012:role/r", sessionName: "s")
    let client = try Client.scripted(transport, credentials: NoCredentials())
    let error = await failure { () async throws(ServiceError) in
      try await client.send(STS.assumeRole(role, by: Secret("token")))
    }
    #expect(error?.code == "IDPCommunicationError")
    #expect(transport.requests.count == 3)
    #expect(transport.requests.allSatisfy { $0.value(of: "Authorization") == nil })
  }

  @Test(arguments: [1, 2, 5])
  func `a call is sent as often as the policy says`(attempts: Int) async throws {
    let transport = ScriptedTransport(Array(repeating: .failed(.cutOff), count: 9))
    var client = try Client.scripted(transport)
    client.retries.maximumAttempts = attempts
    _ = await failure { [client] () async throws(ServiceError) in try await client.send(Self.health)
    }
    #expect(transport.requests.count == attempts)
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
