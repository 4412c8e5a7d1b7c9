import Foundation
import SigV4
import Testing

@testable import AWS

@Suite struct ProxiesTests {
  static func url(
    _ variables: [String: String],
    _ scheme: HTTPOrigin.Scheme = .https,
    host: String = "sts.eu-west-1.amazonaws.com",
    port: Int? = nil
  ) throws -> String? {
    let origin = HTTPOrigin(scheme: scheme, host: host, port: port)
    return try Proxies(ProcessEnvironment(variables)).proxy(for: origin)?.url
  }

  @Test func `each scheme has its variable, in either case, and one stands for all`() throws {
    let proxy = "http://p:1"
    for name in ["https_proxy", "HTTPS_PROXY"] {
      #expect(try Self.url([name: proxy]) == proxy)
      #expect(try Self.url([name: proxy], .http) == nil)
    }
    for name in ["http_proxy", "HTTP_PROXY"] {
      #expect(try Self.url([name: proxy]) == nil)
      #expect(try Self.url([name: proxy], .http) == proxy)
    }
    for name in ["all_proxy", "ALL_PROXY"] {
      #expect(try Self.url([name: proxy]) == proxy)
      #expect(try Self.url([name: proxy], .http) == proxy)
      #expect(try Self.url([name: proxy, "https_proxy": "http://q:2"]) == "http://q:2")
    }
    #expect(try Self.url([:]) == nil)
    #expect(try Self.url(["https_proxy": "http://q:2", "HTTPS_PROXY": proxy]) == "http://q:2")
    #expect(try Self.url(["https_proxy": "", "HTTPS_PROXY": proxy]) == proxy)
  }

  @Test func `a CGI program doesn't believe HTTP_PROXY, which is a header's`() throws {
    let cgi = ["REQUEST_METHOD": "GET", "HTTP_PROXY": "http://evil:1"]
    #expect(try Self.url(cgi, .http) == nil)
    #expect(try Self.url(cgi.merging(["http_proxy": "p:2"]) { $1 }, .http) == "http://p:2")
  }

  @Test(
    arguments: [
      ("http://proxy.example:3128", "http://proxy.example:3128"),
      ("http://Proxy.Example:3128/", "http://proxy.example:3128"),
      ("HTTP://proxy", "http://proxy:80"), ("https://proxy", "https://proxy:443"),
      ("socks5h://proxy", "socks5h://proxy:1080"), ("proxy:3128", "http://proxy:3128"),
      ("http://[fd00::1]:3128", "http://[fd00::1]:3128"), ("http://10.0.0.1", "http://10.0.0.1:80"),
    ]
  )
  func `a proxy's URL is read with the ports of AWS's tools`(text: String, url: String) throws {
    #expect(try Self.url(["https_proxy": text]) == url)
  }

  @Test(
    arguments: [
      ("u:p@proxy:1", "u", "p"), ("http://u:p%40%2F%25@proxy:1/", "u", "p@/%"),
      ("http://u:a:b@c@proxy:1", "u", "a:b@c"), ("http://u@proxy:1", "u", nil),
      ("http://u:@proxy:1", "u", ""), ("http://:p@proxy:1", "", "p"),
    ]
  )
  func `user and password are taken out of the URL, and never shown`(
    text: String,
    user: String,
    password: String?
  ) throws {
    let proxies = Proxies(ProcessEnvironment(["https_proxy": text]))
    let proxy = try #require(try proxies.proxy(for: HTTPOrigin(host: "h")))
    #expect(proxy.user?.exposed == user)
    #expect(proxy.password?.exposed == password)
    #expect(proxy.url == "http://proxy:1")
    var dumped = "\(proxies) \(proxy) \(String(reflecting: proxies)) \(proxy.name)"
    dump(proxies, to: &dumped)
    for word in [user, password ?? ""] where word.count > 1 { #expect(!dumped.contains(word)) }
    #expect(!dumped.contains("@"))
  }

  @Test(
    arguments: [
      "http://u:secret/more@proxy:1", "http://u:secret#more@proxy:1",
      "http://u:secret more@proxy:1",
      "http://u:secret?more@proxy:1", "http://u:secret@proxy:65536", "http://u:secret@proxy:0",
      "http://u:secret@", "socks9://u:secret@proxy:1", "http://u:secret@pro xy:1",
      "http://u:secret%00@proxy:1", "http://u:secret@[::1:1", "http://proxy:1/secret", "://secret",
    ]
  )
  func `what is no URL of a proxy is refused when it is needed, and not repeated`(text: String) {
    let environment = ["https_proxy": text, "no_proxy": "near.example"]
    let error = #expect(throws: TransportError.self) { try Self.url(environment) }
    #expect(error?.kind == .proxyRefused)
    #expect(error?.detail.contains("https_proxy") == true)
    #expect(error?.detail.contains("secret") == false)
    #expect(throws: Never.self) { try Self.url(environment, host: "near.example") }
    #expect(throws: Never.self) { try Self.url(environment, .http) }
  }

  @Test(
    arguments: [
      ("*", "anything.example", true), (" * ", "anything.example", true),
      ("*,a", "anything.example", false), ("*.example", "a.example", false),
      ("a.example", "a.example", true), ("A.Example", "a.example", true),
      ("a.example", "b.a.example", true), (".a.example", "b.a.example", true),
      (".a.example", "a.example", true), ("a.example", "ba.example", false),
      ("x, a.example ,y", "a.example", true), ("x a.example", "a.example", true),
      ("", "a.example", false), (",,", "a.example", false), (".", "a.example", false),
      ("a.example:443", "a.example", true), ("a.example:444", "a.example", false),
      ("169.254.169.254", "169.254.169.254", true), ("69.254.169.254", "169.254.169.254", false),
      ("0.1", "10.0.0.1", false), ("10.0.0.1:443", "10.0.0.1", true),
      ("169.254.0.0/16", "169.254.169.254", true), ("10.0.0.0/9", "10.128.0.1", false),
      ("10.0.0.0/9", "10.127.0.1", true), ("10.0.0.0/33", "10.0.0.0", false),
      ("0.0.0.0/0", "10.0.0.1", true), ("10.0.0.0/8", "a.example", false),
      ("0.0.0.0/0", "[fd00::1]", false), ("fd00::/8", "[fd00:ec2::254]", true),
      ("fd00:ec2::254", "[fd00:ec2::254]", true), ("[::1]", "[::1]", true),
      ("::1", "[0:0:0:0:0:0:0:1]", true), ("localhost", "localhost", true),
      ("localhost", "127.0.0.1", false),
    ]
  )
  func `hosts of no_proxy are reached without`(list: String, host: String, isNear: Bool) throws {
    for name in ["no_proxy", "NO_PROXY"] {
      let found = try Self.url(["https_proxy": "p:1", name: list], host: host)
      #expect((found == nil) == isNear)
    }
  }

  // Over a connection: the server plays the proxy.

  static func transport(_ server: LoopbackServer, user: String = "") -> CurlTransport {
    let url = "http://\(user)127.0.0.1:\(server.port)"
    return CurlTransport(.init(proxies: Proxies(ProcessEnvironment(["all_proxy": url]))))
  }

  static let secret = HTTPRequest(
    method: "POST",
    origin: HTTPOrigin(host: "api.invalid"),
    headers: [HTTPHeader("Host", "api.invalid"), HTTPHeader("Authorization", "signature")],
    body: [1]
  )

  @Test func `a proxy hears of a host with TLS its name only`() async throws {
    let server = try LoopbackServer { _, _ in .answerAndClose("HTTP/1.1 403 No\r\n\r\n") }
    defer { server.stop() }
    let transport = Self.transport(server, user: "us%2Fer:pass%3Aword@")
    let error = await CurlTransportTests.error(transport, Self.secret)
    #expect(error?.kind == .proxyRefused)
    #expect(error?.detail.hasSuffix("refuses to connect to the host (status 403)") == true)
    let lines = try #require(server.requests.first).text.components(separatedBy: "\r\n")
    let basic = Data("us/er:pass:word".utf8).base64EncodedString()
    #expect(
      lines.filter { !$0.isEmpty && !$0.hasPrefix("Proxy-Connection") } == [
        "CONNECT api.invalid:443 HTTP/1.1", "Host: api.invalid:443",
        "Proxy-Authorization: Basic \(basic)",
      ]
    )
  }

  @Test(arguments: [HTTPOrigin.Scheme.http, .https])
  func `a proxy that wants a password says so`(scheme: HTTPOrigin.Scheme) async throws {
    let server = try LoopbackServer { _, _ in
      .answer("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")
    }
    defer { server.stop() }
    var request = Self.secret
    request.origin.scheme = scheme
    let error = await CurlTransportTests.error(Self.transport(server), request)
    #expect(error?.kind == .proxyRefused)
    #expect(error?.detail.contains("all_proxy wants a user name and a password") == true)
  }

  @Test func `a host without TLS is asked for by way of the proxy`() async throws {
    let server = try LoopbackServer { _, _ in .answer(CurlTransportTests.ok("x")) }
    defer { server.stop() }
    var request = Self.secret
    request.origin.scheme = .http
    let response = try await Self.transport(server, user: "u:p@").send(request)
    #expect(response.status == 200)
    let text = try #require(server.requests.first).text
    #expect(text.hasPrefix("POST http://api.invalid/ HTTP/1.1\r\n"))
    #expect(text.contains("Proxy-Authorization: Basic dTpw\r\n"))
  }

  @Test func `a request that may not use a proxy doesn't`() async throws {
    let proxy = try LoopbackServer { _, _ in .answer(CurlTransportTests.ok("proxy")) }
    let server = try LoopbackServer { _, _ in .answer(CurlTransportTests.ok("server")) }
    defer {
      proxy.stop()
      server.stop()
    }
    let transport = Self.transport(proxy)
    var request = CurlTransportTests.get(server)
    #expect(try await transport.send(request).body == Array("proxy".utf8))
    request.mayUseProxy = false
    #expect(try await transport.send(request).body == Array("server".utf8))
    #expect(proxy.requests.count == 1)
  }

  @Test func `a proxy that isn't there is named, and nothing was sent`() async throws {
    let (descriptor, port) = try LoopbackServer.boundSocket()
    defer { close(descriptor) }
    let proxies = Proxies(ProcessEnvironment(["HTTPS_PROXY": "u:secret@127.0.0.1:\(port)"]))
    let error = await CurlTransportTests.error(CurlTransport(.init(proxies: proxies)), Self.secret)
    #expect(error?.kind == .proxyRefused)
    #expect(error?.isSurelyUnsent == true)
    let start = "the proxy 127.0.0.1:\(port) of HTTPS_PROXY gives no connection: "
    #expect(error?.detail.hasPrefix(start) == true)
    #expect(error?.detail.contains("secret") == false)
  }

  @Test func `a proxy that hangs up without an answer means nothing was sent`() async throws {
    let server = try LoopbackServer { _, _ in .answerAndClose("") }
    defer { server.stop() }
    let proxies = Proxies(ProcessEnvironment(["HTTPS_PROXY": "127.0.0.1:\(server.port)"]))
    let error = await CurlTransportTests.error(CurlTransport(.init(proxies: proxies)), Self.secret)
    #expect(error?.kind == .proxyRefused)
    #expect(error?.isSurelyUnsent == true)
    let start = "the proxy 127.0.0.1:\(server.port) of HTTPS_PROXY gives no connection: "
    #expect(error?.detail.hasPrefix(start) == true)
  }

  @Test func `a proxy that doesn't answer means nothing was sent`() async throws {
    let server = try LoopbackServer { _, _ in .silence }
    defer { server.stop() }
    let proxies = Proxies(ProcessEnvironment(["HTTPS_PROXY": "127.0.0.1:\(server.port)"]))
    let transport = CurlTransport(.init(connectMilliseconds: 100, proxies: proxies))
    let error = await CurlTransportTests.error(transport, Self.secret)
    #expect(error?.kind == .proxyRefused)
    let name = "the proxy 127.0.0.1:\(server.port) of HTTPS_PROXY"
    #expect(error?.detail == "\(name) gives no connection within 100 ms")
    #expect(server.requests.count == 1)
  }
}
