import Foundation
import Testing

@testable import AWS

@Suite struct CurlTransportTests {
  static func ok(_ body: String) -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nX-Test:  a b \r\n\r\n\(body)"
  }

  static func post(_ server: LoopbackServer, _ body: String = "Action=X") -> HTTPRequest {
    HTTPRequest(
      method: "POST",
      origin: HTTPOrigin(scheme: .http, host: "127.0.0.1", port: server.port),
      path: "/a/../b%2F",
      query: "x=%20",
      headers: [
        HTTPHeader("Host", "signed.example"), HTTPHeader("Content-Type", "text/plain"),
        HTTPHeader("X-Empty", ""),
      ],
      body: Array(body.utf8)
    )
  }

  static func get(_ server: LoopbackServer) -> HTTPRequest {
    HTTPRequest(
      method: "GET",
      origin: HTTPOrigin(scheme: .http, host: "127.0.0.1", port: server.port)
    )
  }

  static func error(
    _ transport: CurlTransport,
    _ request: HTTPRequest
  ) async -> TransportError? {
    await failure { () async throws(TransportError) in try await transport.send(request) }
  }

  @Test func `a request goes out as it is, and the whole answer comes back`() async throws {
    let server = try LoopbackServer { _, _ in .answer(Self.ok("héllo")) }
    defer { server.stop() }
    let response = try await CurlTransport().send(Self.post(server, "a=b"))
    #expect(response.status == 200)
    #expect(response.body == Array("héllo".utf8))
    #expect(response.value(of: "x-test") == "a b")
    let lines = try #require(server.requests.first).text.components(separatedBy: "\r\n")
    #expect(lines.first == "POST /a/../b%2F?x=%20 HTTP/1.1")
    #expect(lines.last == "a=b")
    #expect(
      lines.dropFirst().dropLast(2).sorted() == [
        "Content-Length: 3", "Content-Type: text/plain", "Host: signed.example", "X-Empty:",
      ]
    )
  }

  @Test func `a status is an answer, and a redirect is not followed`() async throws {
    let server = try LoopbackServer { _, _ in
      .answer("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
    }
    defer { server.stop() }
    #expect(try await CurlTransport().send(Self.get(server)).status == 302)
    #expect(server.requests.count == 1)
  }

  @Test func `an interim answer is not the answer`() async throws {
    let server = try LoopbackServer { _, _ in
      .answer("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" + Self.ok("x"))
    }
    defer { server.stop() }
    let response = try await CurlTransport().send(Self.get(server))
    #expect(response.status == 200)
    #expect(response.value(of: "x-early") == nil)
  }

  @Test func `a connection is kept for the next request`() async throws {
    let server = try LoopbackServer { number, _ in .answer(Self.ok("\(number)")) }
    defer { server.stop() }
    let transport = CurlTransport()
    for number in 0..<5 {
      #expect(try await transport.send(Self.post(server)).body == Array("\(number)".utf8))
    }
    #expect(server.connectionCount == 1)
  }

  @Test(arguments: [nil, 2])
  func `a host gets no more connections than allowed, 16 by default`(limit: Int?) async throws {
    let server = try LoopbackServer { _, _ in .answer(Self.ok("x")) }
    defer { server.stop() }
    let transport = CurlTransport(limit.map { .init(connectionsPerHost: $0) } ?? .init())
    let statuses = await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<40 {
        group.addTask { try? await transport.send(Self.post(server)).status }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 40))
    #expect(server.connectionCount <= limit ?? 16)
  }

  /// The server may have done what was asked; only the caller knows whether to ask again.
  @Test func `a request that was sent over a dying connection is not repeated`() async throws {
    let server = try LoopbackServer { number, _ in
      number == 0 ? .answer(Self.ok("x")) : .answerAndClose("")
    }
    defer { server.stop() }
    let transport = CurlTransport()
    _ = try await transport.send(Self.post(server))
    let error = await Self.error(transport, Self.post(server))
    #expect(error?.kind == .cutOff)
    #expect(error?.isSurelyUnsent == false)
    #expect(server.requests.count == 2)
  }

  @Test(
    arguments: [
      "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe", "nonsense\r\n\r\n",
    ]
  )
  func `an answer that ends too early is cut off`(answer: String) async throws {
    let server = try LoopbackServer { _, _ in .answerAndClose(answer) }
    defer { server.stop() }
    #expect(await Self.error(CurlTransport(), Self.post(server))?.kind == .cutOff)
  }

  @Test func `a body over the limit is not taken in`() async throws {
    let server = try LoopbackServer { _, _ in .answer(Self.ok(String(repeating: "x", count: 9))) }
    defer { server.stop() }
    #expect(try await CurlTransport(.init(bodyLimit: 9)).send(Self.get(server)).body.count == 9)
    let error = await Self.error(CurlTransport(.init(bodyLimit: 8)), Self.get(server))
    #expect(error?.kind == .tooLong)
    #expect(error?.detail == "the answer is longer than 8 bytes")
  }

  @Test func `a port where nobody listens is not connected to`() async throws {
    let (descriptor, port) = try LoopbackServer.boundSocket()
    defer { close(descriptor) }
    let origin = HTTPOrigin(scheme: .http, host: "127.0.0.1", port: port)
    let request = HTTPRequest(method: "POST", origin: origin, body: [1])
    #expect(await Self.error(CurlTransport(), request)?.kind == .notConnected)
  }

  @Test func `a bundle of certificates that isn't there is named`() async throws {
    let server = try LoopbackServer { _, _ in .silence }
    defer { server.stop() }
    var request = Self.get(server)
    request.origin.scheme = .https
    let error = await Self.error(CurlTransport(.init(caBundle: "/nonexistent/ca.pem")), request)
    #expect(error?.kind == .trustUnreadable)
    #expect(error?.detail.contains("/nonexistent/ca.pem") == true)
  }

  @Test func `a name that doesn't exist is not resolved`() async throws {
    let request = HTTPRequest(
      method: "GET",
      origin: HTTPOrigin(scheme: .http, host: "does-not-exist.invalid")
    )
    #expect(await Self.error(CurlTransport(), request)?.kind == .nameNotResolved)
  }

  @Test func `a caller that is cancelled gets its answer at once`() async throws {
    let arrived = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { number, _ in
      guard number == 0 else { return .answer(Self.ok("x")) }
      arrived.continuation.yield()
      return .silence
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let request = Self.post(server)
    let task = Task { await Self.error(transport, request) }
    var arrivals = arrived.stream.makeAsyncIterator()
    await arrivals.next()
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
    // The transport goes on working.
    #expect(try await transport.send(Self.post(server)).status == 200)
  }

  @Test func `a caller that was cancelled before sends nothing`() async throws {
    let server = try LoopbackServer { _, _ in .answer(Self.ok("x")) }
    defer { server.stop() }
    let request = Self.post(server)
    let transport = CurlTransport()
    let error = await withTaskGroup(of: TransportError?.self) { group in
      group.cancelAll()
      group.addTask { await Self.error(transport, request) }
      return await group.next() ?? nil
    }
    #expect(error?.kind == .cancelled)
    #expect(try await transport.send(Self.get(server)).status == 200)
    #expect(server.requests.count == 1)
  }

  @Test(arguments: ["a\r\nX-Evil: 1", "a\n", "\u{0}"])
  func `a header that would break out of its line is not sent`(value: String) async throws {
    let server = try LoopbackServer { _, _ in .answer(Self.ok("x")) }
    defer { server.stop() }
    var request = Self.get(server)
    request.headers.append(HTTPHeader("X-Test", value))
    #expect(await Self.error(CurlTransport(), request)?.isSurelyUnsent == true)
    #expect(server.requests.isEmpty)
  }

  /// With one connection for the host, the last request gets through only when all others let go.
  @Test func `a transfer that is cancelled lets go of its connection`() async throws {
    let closed = AsyncStream.makeStream(of: Void.self)
    let arrived = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { _, request in
      guard !request.text.hasPrefix("GET") else { return .answer(Self.ok("x")) }
      arrived.continuation.yield()
      return .silence
    } onClose: {
      closed.continuation.yield()
    }
    defer { server.stop() }
    let transport = CurlTransport(.init(connectionsPerHost: 1))
    let request = Self.post(server)
    let tasks = (0..<20).map { _ in Task { await Self.error(transport, request) } }
    var arrivals = arrived.stream.makeAsyncIterator()
    await arrivals.next()
    for task in tasks { task.cancel() }
    for task in tasks { #expect(await task.value?.kind == .cancelled) }
    var closings = closed.stream.makeAsyncIterator()
    await closings.next()
    #expect(try await transport.send(Self.get(server)).status == 200)
  }

  @Test func `a request without a body says nothing of a body's type`() async throws {
    let server = try LoopbackServer { _, _ in .answer(Self.ok("x")) }
    defer { server.stop() }
    var request = Self.get(server)
    request.method = "PUT"
    request.headers = [HTTPHeader("accept", "application/json")]
    _ = try await CurlTransport().send(request)
    let lines = try #require(server.requests.first).text.components(separatedBy: "\r\n")
    #expect(lines.first == "PUT / HTTP/1.1")
    #expect(
      lines.dropFirst().dropLast(2).sorted() == [
        "Content-Length: 0", "Host: 127.0.0.1:\(server.port)", "accept: application/json",
      ]
    )
  }

  /// The thread holds its loop; when the transport goes, the thread ends and lets go of it.
  @Test func `a transport that is released closes its connections`() async throws {
    let closed = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { _, _ in
      .answer(Self.ok("x"))
    } onClose: {
      closed.continuation.yield()
    }
    defer { server.stop() }
    do {
      let transport = CurlTransport()
      _ = try await transport.send(Self.get(server))
    }
    var closings = closed.stream.makeAsyncIterator()
    await closings.next()
    #expect(server.connectionCount == 1)
  }
}
