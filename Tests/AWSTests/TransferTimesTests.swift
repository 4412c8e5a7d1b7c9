import Testing

@testable import AWS

/// The time-outs: which of them is up, by an injected clock and over a real connection.
@Suite struct TransferTimesTests {
  static func times(total: Int? = nil) -> (times: TransferTimes, start: TransferTimes.Instant) {
    let start = TransferTimes.Instant.now
    let request = HTTPRequest(
      method: "GET",
      origin: HTTPOrigin(host: "h"),
      totalMilliseconds: total
    )
    return (TransferTimes(request, .init(), start: start), start)
  }

  @Test func `a byte is awaited from the sent request on, however long the wait before was`() {
    var (times, start) = Self.times()
    #expect(times.failure(at: start + .seconds(29)) == nil)
    times.note(.sending, at: start + .seconds(20))
    times.note(.waiting, at: start + .seconds(25))
    #expect(times.next == start + .seconds(55))
    times.note(.waiting, at: start + .seconds(40))
    #expect(times.next == start + .seconds(55))
    #expect(times.failure(at: start + .milliseconds(54_999)) == nil)
    let error = times.failure(at: start + .seconds(55))
    #expect(error?.kind == .timedOut)
    #expect(error?.detail == "no byte of the answer came within 30 s")
  }

  @Test func `after the first byte only the whole counts`() {
    var (times, start) = Self.times()
    times.note(.waiting, at: start)
    times.note(.answering, at: start + .seconds(1))
    #expect(times.failure(at: start + .milliseconds(59_999)) == nil)
    let error = times.failure(at: start + .seconds(60))
    #expect(error?.kind == .timedOut)
    #expect(
      error?.detail == "the answer was not complete within 60 s, the time for the whole request"
    )
  }

  @Test(
    arguments: [
      (TransferTimes.Stage.unsent, TransportError.Kind.notConnected),
      (.sending, .timedOut), (.waiting, .timedOut), (.answering, .timedOut),
    ]
  )
  func `a request may have its own time, and what wasn't sent is surely unsent`(
    stage: TransferTimes.Stage,
    kind: TransportError.Kind
  ) {
    var (times, start) = Self.times(total: 1500)
    times.note(stage, at: start)
    #expect(times.next == start + .milliseconds(1500))
    #expect(times.failure(at: start + .milliseconds(1499)) == nil)
    let error = times.failure(at: start + .milliseconds(1500))
    #expect(error?.kind == kind)
    #expect(error?.detail.hasSuffix("within 1500 ms, the time for the whole request") == true)
  }

  // Over a connection; each server would wait for ever.

  @Test func `a server that says nothing is given up by the time for the first byte`() async throws
  {
    let server = try LoopbackServer { _, _ in .silence }
    defer { server.stop() }
    let transport = CurlTransport(.init(firstByteMilliseconds: 500))
    for request in [CurlTransportTests.post(server), CurlTransportTests.get(server)] {
      let error = await CurlTransportTests.error(transport, request)
      #expect(error?.kind == .timedOut)
      #expect(error?.detail.contains("no byte") == true)
    }
    #expect(server.requests.count == 2)
  }

  @Test(arguments: ["HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
  func `a server that stops in the middle is given up by the time for the whole`(
    beginning: String
  ) async throws {
    let server = try LoopbackServer { _, _ in .answerAndWait(beginning) }
    defer { server.stop() }
    let transport = CurlTransport(.init(firstByteMilliseconds: 50_000))
    var request = CurlTransportTests.post(server)
    request.totalMilliseconds = 1000
    let error = await CurlTransportTests.error(transport, request)
    #expect(error?.kind == .timedOut)
    #expect(error?.detail.contains("not complete within 1 s") == true)
  }

  /// The second request waits for the only connection until the first is given up.
  @Test func `waiting for a connection is not waiting for the first byte`() async throws {
    let server = try LoopbackServer { _, _ in .silence }
    defer { server.stop() }
    let transport = CurlTransport(.init(firstByteMilliseconds: 500, connectionsPerHost: 1))
    let request = CurlTransportTests.post(server)
    async let first = CurlTransportTests.error(transport, request)
    async let second = CurlTransportTests.error(transport, request)
    for error in await [first, second] {
      #expect(error?.detail.contains("no byte") == true)
    }
    #expect(server.requests.count == 2)
  }

  @Test func `a request that found no free connection in its time was not sent`() async throws {
    let arrived = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { _, _ in
      arrived.continuation.yield()
      return .silence
    }
    defer { server.stop() }
    let transport = CurlTransport(.init(connectionsPerHost: 1))
    let request = CurlTransportTests.post(server)
    let first = Task { await CurlTransportTests.error(transport, request) }
    var arrivals = arrived.stream.makeAsyncIterator()
    await arrivals.next()
    var hasty = request
    hasty.totalMilliseconds = 50
    let error = await CurlTransportTests.error(transport, hasty)
    #expect(error?.kind == .notConnected)
    #expect(error?.isSurelyUnsent == true)
    #expect(error?.detail.contains("within 50 ms") == true)
    first.cancel()
    #expect(await first.value?.kind == .cancelled)
    #expect(server.requests.count == 1)
  }

  @Test func `a TLS handshake that doesn't end means nothing was sent`() async throws {
    let server = try LoopbackServer { _, _ in .silence }
    defer { server.stop() }
    var request = CurlTransportTests.post(server)
    request.origin.scheme = .https
    let transport = CurlTransport(.init(connectMilliseconds: 100))
    let error = await CurlTransportTests.error(transport, request)
    #expect(error?.kind == .notConnected)
    #expect(error?.isSurelyUnsent == true)
    #expect(error?.detail == "no connection within 100 ms")
  }
}
