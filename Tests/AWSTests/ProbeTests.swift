import AWS
import Foundation
import Testing

struct ProbeTests {
  private static let host = "web.example.test"
  private static let answers = [
    "200": "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "302": "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/login\r\nContent-Length: 0\r\n\r\n",
    "503": "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy",
  ]

  /// A folder with an authority, and servers with certificates of it.
  private final class Harbour {
    let folder: URL
    let authority: TLSServer.Certificate

    init() throws {
      folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      authority = try TLSServer.certificate("authority", in: folder)
    }

    private var servers: [TLSServer] = []

    /// Ends the servers, whose answers are files of the folder.
    func close() {
      for server in servers { server.stop() }
      try? FileManager.default.removeItem(at: folder)
    }

    func server(_ name: String = ProbeTests.host, days: Int = 2) throws -> TLSServer {
      let certificate = try TLSServer.certificate(name, days: days, by: authority, in: folder)
      let server = try TLSServer(certificate, in: folder, answers: ProbeTests.answers)
      servers.append(server)
      return server
    }
  }

  private static func request(
    _ port: Int,
    _ path: String = "/200",
    _ view: ProbeRequest.View = .loadBalancer,
    scheme: HTTPOrigin.Scheme = .https,
    milliseconds: Int = 20_000
  ) -> ProbeRequest {
    ProbeRequest(
      scheme: scheme,
      address: "127.0.0.1",
      port: port,
      path: path,
      view: view,
      totalMilliseconds: milliseconds
    )
  }

  private static let browser = ProbeRequest.View.browser(host: host)

  private func kind(_ answer: ProbeAnswer) -> ProbeFailure.Kind? {
    guard case .failure(let failure) = answer.status else { return nil }
    return failure.kind
  }

  @Test(arguments: [200, 302, 503])
  func `both views get the status code, and no redirect is followed`(status: Int) async throws {
    let harbour = try Harbour()
    defer { harbour.close() }
    let server = try harbour.server()
    let prober = Prober(caBundle: harbour.authority.path)
    for view in [.loadBalancer, Self.browser] {
      let answer = await prober.send(Self.request(server.port, "/\(status)", view))
      #expect(answer.status == .success(status))
      #expect(answer.tls?.version == "TLSv1.3")
      #expect(answer.tls?.subject == "CN = \(Self.host)")
      let end = try #require(answer.tls?.notAfter)
      #expect((1...3).contains((end - Int(Date().timeIntervalSince1970) + 43_200) / 86_400))
      let times = try #require(answer.times.all)
      #expect(0 < times[0] && times[0] <= times[1] && times[1] <= times[2])
    }
  }

  @Test func `only a browser says which host it wants`() async throws {
    let harbour = try Harbour()
    defer { harbour.close() }
    let server = try harbour.server()
    _ = await Prober().send(Self.request(server.port))
    #expect(!server.text.contains("server name"))
    _ = await Prober(caBundle: harbour.authority.path).send(
      Self.request(server.port, "/200", Self.browser)
    )
    #expect(server.text.contains("server name"))
  }

  @Test func `a certificate is refused by a browser, and nothing to a load balancer`() async throws
  {
    let harbour = try Harbour()
    defer { harbour.close() }
    let trusting = Prober(caBundle: harbour.authority.path)
    let good = try harbour.server()
    let expired = try harbour.server(days: -1)
    let other = try harbour.server("other.example.test")
    for (server, prober, expected) in [
      (good, Prober(), ProbeFailure.Kind.issuerUnknown),
      (expired, trusting, .certificateOutOfDate),
      (other, trusting, .nameNotCertified),
    ] {
      let refused = await prober.send(Self.request(server.port, "/200", Self.browser))
      #expect(kind(refused) == expected)
      #expect(refused.times.answered == nil)
      #expect(await prober.send(Self.request(server.port)).status == .success(200))
    }
  }

  @Test func `a bundle without certificates is told of`() async throws {
    let harbour = try Harbour()
    defer { harbour.close() }
    let server = try harbour.server()
    let empty = harbour.folder.appending(path: "empty.pem")
    try Data("none".utf8).write(to: empty)
    let answer = await Prober(caBundle: empty.path()).send(
      Self.request(server.port, "/200", Self.browser)
    )
    #expect(kind(answer) == .trustUnreadable)
  }

  @Test func `a health check's request names the address, its port and the health checker`()
    async
    throws
  {
    let server = try LoopbackServer { _, _ in
      .answer("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n")
    }
    defer { server.stop() }
    let asked = Self.request(server.port, "/a b#c?d=é", scheme: .http)
    #expect(await Prober().send(asked).status == .success(302))
    let lines = try #require(server.requests.first).text.components(separatedBy: "\r\n")
    #expect(lines[0] == "GET /a%20b#c?d=%C3%A9 HTTP/1.1")
    #expect(
      lines.dropFirst().filter { !$0.isEmpty }.sorted() == [
        "Accept-Encoding: gzip, compressed", "Host: 127.0.0.1:\(server.port)",
        "User-Agent: ELB-HealthChecker/2.0",
      ]
    )
    #expect(server.requests.count == 1)
  }

  @Test func `a browser's request names the host`() async throws {
    let server = try LoopbackServer { _, _ in
      .answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    }
    defer { server.stop() }
    let asked = Self.request(server.port, "/", Self.browser, scheme: .http)
    #expect(await Prober().send(asked).status == .success(200))
    #expect(
      try #require(server.requests.first).text.contains("Host: \(Self.host):\(server.port)\r\n")
    )
  }

  @Test func `nothing of a body is taken, however long it is`() async throws {
    let server = try LoopbackServer { _, _ in
      .answerAndWait("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nsecret")
    }
    defer { server.stop() }
    #expect(await Prober().send(Self.request(server.port, scheme: .http)).status == .success(200))
  }

  @Test func `no answer is told by how far it got`() async throws {
    let silent = try LoopbackServer { _, _ in .silence }
    let (descriptor, unheard) = try LoopbackServer.boundSocket()
    let full = try FullQueue()
    defer {
      silent.stop()
      close(descriptor)
      full.close()
    }
    let prober = Prober()
    for (request, expected) in [
      (Self.request(silent.port, milliseconds: 500), ProbeFailure.Kind.handshakeTimedOut),
      (Self.request(silent.port, scheme: .http, milliseconds: 500), .answerTimedOut),
      (Self.request(unheard), .refused),
      (Self.request(full.port, milliseconds: 500), .connectionTimedOut),
    ] {
      #expect(kind(await prober.send(request)) == expected)
    }
  }

  @Test func `what is no HTTP, or no TLS, is called so`() async throws {
    let odd = try LoopbackServer { _, _ in .answerAndClose("220 mail.example.test ESMTP\r\n") }
    let gone = try LoopbackServer { _, _ in .answerAndClose("") }
    defer {
      odd.stop()
      gone.stop()
    }
    #expect(kind(await Prober().send(Self.request(odd.port, scheme: .http))) == .notHTTP)
    #expect(kind(await Prober().send(Self.request(gone.port, scheme: .http))) == .cutOff)
    let plain = try LoopbackServer { _, _ in .silence }
    defer { plain.stop() }
    let harbour = try Harbour()
    defer { harbour.close() }
    let secure = try harbour.server()
    // TLS answers a request in the clear with an alert, or not at all.
    let clear = await Prober().send(Self.request(secure.port, scheme: .http, milliseconds: 2000))
    #expect([.notHTTP, .cutOff, .answerTimedOut].contains(kind(clear)))
  }

  @Test(arguments: [
    ProbeRequest(
      scheme: .http,
      address: "127.0.0.1\r\nX: y",
      port: 80,
      path: "/",
      view: .loadBalancer,
      totalMilliseconds: 100
    ),
    ProbeRequest(
      scheme: .http,
      address: "127.0.0.1",
      port: 80,
      path: "/",
      view: .browser(host: "a\r\nX: y"),
      totalMilliseconds: 100
    ),
    ProbeRequest(
      scheme: .http,
      address: "127.0.0.1",
      port: 80,
      path: "no slash",
      view: .loadBalancer,
      totalMilliseconds: 100
    ),
  ])
  func `what makes no header line is not sent`(request: ProbeRequest) async {
    #expect(kind(await Prober().send(request)) == .notSent)
  }

  @Test func `a caller that is cancelled gets its answer at once`() async throws {
    let silent = try LoopbackServer { _, _ in .silence }
    defer { silent.stop() }
    let task = Task {
      await Prober().send(Self.request(silent.port, scheme: .http, milliseconds: 60_000))
    }
    task.cancel()
    #expect(kind(await task.value) == .cancelled)
  }
}

extension ProbeAnswer.Times {
  /// All three; nil where one is missing.
  fileprivate var all: [Int]? {
    let times = [connected, secured, answered].compactMap(\.self)
    return times.count == 3 ? times : nil
  }
}

/// A port whose queue of connections is full, so that further ones get no answer at all.
private struct FullQueue {
  let port: Int
  private let descriptors: [Int32]

  init() throws {
    let (listener, port) = try LoopbackServer.boundSocket()
    self.port = port
    listen(listener, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    descriptors =
      [listener]
      + (0..<4).map { _ in
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        withUnsafePointer(to: &address) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            _ = connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
          }
        }
        return descriptor
      }
  }

  func close() {
    for descriptor in descriptors { Glibc.close(descriptor) }
  }
}
