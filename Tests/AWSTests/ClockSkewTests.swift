import SigV4
import Testing

@testable import AWS

@Suite struct ClockSkewTests {
  @Test(
    arguments: [
      (300, 0, false), (301, 0, true), (-300, 0, false), (-301, 0, true),
      (3600, 3600, false), (3660, 3600, false), (3661, 3600, true), (3539, 3600, true),
      // The machine's clock was set right meanwhile.
      (0, 3600, true),
    ]
  )
  func `a difference counts from five minutes, a change from one`(
    measured: Int,
    used: Int,
    isNews: Bool
  ) {
    #expect(ClockSkew.Reading(measured: measured, used: used).isNews == isNews)
  }

  @Test func `a clock that was set right is believed again`() {
    let skew = ClockSkew()
    #expect(skew.correct(by: .init(measured: 3600, used: 0)) == 3600)
    #expect(skew.correct(by: .init(measured: 3610, used: 0)) == nil)
    #expect(skew.seconds == 3600)
    // What is left of the difference is the way that the answer came.
    #expect(skew.correct(by: .init(measured: 2, used: 3600)) == 0)
    #expect(skew.seconds == 0)
  }

  // The virtual clocks begin at 03:04:05.
  private static let anHourLater = "Fri, 02 Jan 2026 04:04:05 GMT"

  private static func refusal(
    _ code: String,
    date: String? = anHourLater
  ) -> ScriptedTransport.Reply {
    .answer(403, RetryTests.error(code), date.map { [HTTPHeader("Date", $0)] } ?? [])
  }

  private static let success = ScriptedTransport.Reply.answer(200, RetryTests.emptyHealth)

  private static func times(_ transport: ScriptedTransport) -> [String?] {
    transport.requests.map { $0.value(of: "X-Amz-Date") }
  }

  @Test(
    arguments: [
      "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException",
      "AuthFailure", "SignatureDoesNotMatch",
    ]
  )
  func `a request that is refused for its time is signed with AWS's`(code: String) async throws {
    let log = Log()
    let transport = ScriptedTransport([Self.refusal(code), Self.success, Self.success])
    let client = try Client.scripted(transport, observer: { log.add($0) })
    _ = try await client.send(RetryTests.health)
    #expect(Self.times(transport) == ["20260102T030405Z", "20260102T040405Z"])
    let copy = client
    _ = try await copy.send(RetryTests.health)
    #expect(Self.times(transport).last == "20260102T040405Z")
    #expect(log.events.count { $0 == .clockCorrected(seconds: 3600) } == 1)
    #expect(copy.seconds() == copy.clock.seconds() + 3600)
  }

  @Test func `the time at which an attempt is given up is AWS's too`() async throws {
    let transport = ScriptedTransport([Self.refusal("RequestExpired"), Self.success])
    var client = try Client.scripted(transport)
    client.totalMilliseconds = 60_000
    _ = try await client.send(RetryTests.health)
    #expect(
      transport.requests.map { $0.value(of: "amz-sdk-request") } == [
        "ttl=20260102T030505Z; attempt=1; max=3", "ttl=20260102T040505Z; attempt=2; max=3",
      ]
    )
  }

  @Test func `a clock that is ahead is corrected too`() async throws {
    let refusal = Self.refusal("RequestInTheFuture", date: "Fri, 02 Jan 2026 02:04:05 GMT")
    let transport = ScriptedTransport([refusal, Self.success])
    _ = try await Client.scripted(transport).send(RetryTests.health)
    #expect(Self.times(transport) == ["20260102T030405Z", "20260102T020405Z"])
  }

  @Test func `a write that is refused for its time is repeated, as nothing was done`() async throws
  {
    let transport = ScriptedTransport([Self.refusal("SignatureDoesNotMatch"), .answer(400)])
    let client = try Client.scripted(transport, permit: WritePermit())
    _ = await failure { () async throws(ServiceError) in
      try await client.send(RetryTests.registration)
    }
    #expect(Self.times(transport) == ["20260102T030405Z", "20260102T040405Z"])
  }

  @Test(
    arguments: [
      // A wrong secret, with a good clock.
      ("SignatureDoesNotMatch", "Fri, 02 Jan 2026 03:09:05 GMT"),
      ("SignatureDoesNotMatch", nil),
      ("SignatureDoesNotMatch", "yesterday"),
      // Another refusal, with a bad clock.
      ("AccessDenied", anHourLater),
    ]
  )
  func `any other refusal is final`(code: String, date: String?) async throws {
    let log = Log()
    let transport = ScriptedTransport([Self.refusal(code, date: date), Self.success])
    let client = try Client.scripted(transport, observer: { log.add($0) })
    let error = await failure { () async throws(ServiceError) in
      try await client.send(RetryTests.health)
    }
    #expect(error?.code == code)
    #expect(transport.requests.count == 1)
    #expect(log.events.count == 1)
    #expect(client.seconds() == client.clock.seconds())
  }

  @Test func `a correction that doesn't help is made once`() async throws {
    let refusal = Self.refusal("SignatureDoesNotMatch")
    let transport = ScriptedTransport([refusal, refusal, refusal])
    let client = try Client.scripted(transport)
    let error = await failure { () async throws(ServiceError) in
      try await client.send(RetryTests.health)
    }
    #expect(error?.code == "SignatureDoesNotMatch")
    #expect(transport.requests.count == 2)
  }

  @Test func `all who were refused at the same time are signed anew`() async throws {
    let refusals = Array(repeating: Self.refusal("RequestExpired"), count: 8)
    let answers = Array(repeating: Self.success, count: 8)
    let transport = ScriptedTransport(refusals + answers)
    let log = Log()
    let errors = await CrewClock.run(crew: 8) {
      [pattern = try Client.scripted(transport)] _, clock in
      var client = pattern
      client.clock = clock
      client.transport = SlowTransport(transport: transport, clock: clock)
      client.observer = { log.add($0) }
      return await failure { [client] () async throws(ServiceError) in
        try await client.send(RetryTests.health)
      }
    }
    #expect(errors.allSatisfy { $0 == nil })
    #expect(log.events.count { $0 == .clockCorrected(seconds: 3600) } == 1)
  }
}

/// A transport whose requests are all under way at the same time.
private struct SlowTransport: Transport {
  let transport: ScriptedTransport
  let clock: CrewClock

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    await clock.sleep(milliseconds: 100)
    return try await transport.send(request)
  }
}
