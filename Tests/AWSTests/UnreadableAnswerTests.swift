import Testing

@testable import AWS

/// Bodies that are no answer of AWS's, through the client: an error with the operation's name, and
/// never a crash or a hang.
@Suite struct UnreadableAnswerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let headers: [HTTPHeader]
    let why: String

    /// Made anew for each use: some are long, and all cases together are kept.
    let body: @Sendable () -> [UInt8]

    init(
      _ description: String,
      _ text: @autoclosure @escaping @Sendable () -> String,
      _ headers: [HTTPHeader] = [],
      why: String = ""
    ) {
      testDescription = description
      self.headers = headers
      self.why = why
      body = { Array(text().utf8) }
    }

    init(
      _ description: String,
      bytes: [UInt8],
      _ headers: [HTTPHeader] = [],
      why: String = ""
    ) {
      testDescription = description
      self.headers = headers
      self.why = why
      body = { bytes }
    }
  }

  static let html = HTTPHeader("Content-Type", "text/html; charset=utf-8")
  static let gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xB3, 0xC9, 0x30, 0xB4, 3, 0]

  /// Bodies that neither XML nor JSON readers take.
  static let neither = [
    Case("nothing", ""),
    Case("blanks", " \r\n"),
    Case(
      "a sentence",
      "Blocked by policy 17",
      [.init("Content-Type", "text/plain")],
      why: "its content type is text/plain"
    ),
    Case(
      "an HTML page",
      "<html><head></head><body>Sign in</body></html>",
      [html],
      why: "its content type is text/html"
    ),
    Case("an HTML page with its type", "<!DOCTYPE html><html><br></html>", [html]),
    Case(
      "an unasked compression",
      bytes: gzip,
      [.init("Content-Encoding", "gzip")],
      why: "it is encoded as gzip, which was not asked for"
    ),
    Case("an unnamed compression", bytes: gzip),
    Case("zeros", bytes: [UInt8](repeating: 0, count: 100)),
    Case("no UTF-8", bytes: [0xFF, 0xFE, 0x3C, 0x00, 0x7B, 0x00]),
    Case("10 MB of nothing", String(repeating: " ", count: 10 * 1024 * 1024 + 1), why: "limit"),
  ]

  static func root(_ content: String) -> String {
    "<GetCallerIdentityResponse>\(content)</GetCallerIdentityResponse>"
  }

  static let xml = [
    Case("another answer", "<DescribeRulesResponse/>", why: "root"),
    Case(
      "JSON",
      "{\"Account\": \"1\"}",
      [.init("Content-Type", "application/json")],
      why: "its content type is application/json"
    ),
    Case("a cut-off answer", "<GetCallerIdentityResponse><GetCallerIdentityResult><Acc"),
    Case("no UTF-8 within", bytes: Array("<GetCallerIdentityResponse>".utf8) + [0xC3, 0x28]),
    Case("an entity nobody defined", root("&nbsp;")),
    Case(
      "entities upon entities",
      """
      <!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">\
      \((1...9).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 == 1 ? "" : "\($0 - 1)");", count: 10))\">" }.joined())\
      ]>\(root("&a9;"))
      """,
      why: "document type"
    ),
    Case(
      "a file as entity",
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + root("&x;"),
      why: "document type"
    ),
    Case(
      "a foreign document type",
      "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">" + root(""),
      why: "document type"
    ),
    Case("100000 levels", String(repeating: "<a>", count: 100_000), why: "deeper"),
    Case("10 MB of an open tag", "<" + String(repeating: "a", count: 10_000_000), why: "tag"),
    Case(
      "700000 attributes",
      root("<a " + (0..<700_000).map { "a\($0)='>'" }.joined(separator: " ") + "/>"),
      why: "tag"
    ),
    Case(
      "two million elements",
      root(String(repeating: "<a/>", count: 2_000_000)),
      why: "elements"
    ),
    Case("10 MB of text", root(String(repeating: "a", count: 10 * 1024 * 1024)), why: "limit"),
  ]

  static let json = [
    Case("XML", root(""), [.init("Content-Type", "text/xml")], why: "its content type is text/xml"),
    Case("a cut-off answer", "{\"Certificate\": {\"CertificateArn\": \"arn"),
    Case(
      "no UTF-8 within",
      bytes: Array("{\"Certificate\": \"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)
    ),
    Case("a list", "[]"), Case("a word", "\"Certificate\""),
    Case("two answers", "{\"Certificate\": {}}{\"Certificate\": {}}"),
    Case("a list of 100000 levels", String(repeating: "[", count: 100_000), why: "deeper"),
    Case(
      "objects of 100000 levels",
      "{\"Certificate\":" + String(repeating: "{\"a\":", count: 100_000),
      why: "deeper"
    ),
    Case("10 MB of text", "\"\(String(repeating: "a", count: 10 * 1024 * 1024))\"", why: "limit"),
    Case(
      "three million lists",
      "[" + String(repeating: "[],", count: 3_400_000) + "[]]",
      [.init("Content-Type", "application/json")]
    ),
  ]

  static func refusal<Output>(
    of call: Call<Output>,
    _ example: Case,
    status: Int = 200
  ) async throws -> ServiceError {
    let headers = [HTTPHeader("x-amzn-RequestId", "r-1")] + example.headers
    let response = HTTPResponse(status: status, headers: headers, body: example.body())
    let transport = ScriptedTransport(Array(repeating: .success(response), count: 3))
    let client = try Client.scripted(transport)
    let error = await failure { () async throws(ServiceError) in try await client.send(call) }
    return try #require(error)
  }

  static func check(_ error: ServiceError, _ operation: APIOperation, _ why: String) {
    guard case .unreadable(operation, _, let said, "r-1") = error else {
      Issue.record("\(error)")
      return
    }
    #expect(said.contains(why))
    #expect("\(error)".contains(operation.rawValue))
    #expect("\(error)".utf8.count < 600)
    #expect(!"\(error)".contains { $0.isNewline })
  }

  @Test(arguments: neither + xml)
  func `what is no XML answer names the operation`(example: Case) async throws {
    let error = try await Self.refusal(of: STS.callerIdentity(), example)
    Self.check(error, .getCallerIdentity, example.why)
  }

  @Test(arguments: neither + json)
  func `what is no JSON answer names the operation`(example: Case) async throws {
    let error = try await Self.refusal(of: ACM.describeCertificate("arn"), example)
    Self.check(error, .describeCertificate, example.why)
  }

  @Test(arguments: neither + xml + json, [400, 503])
  func `the same with an error's status is an error of that status`(
    example: Case,
    status: Int
  ) async throws {
    let errors = [
      try await Self.refusal(of: STS.callerIdentity(), example, status: status),
      try await Self.refusal(of: ACM.describeCertificate("arn"), example, status: status),
    ]
    for error in errors {
      #expect(error.code == "\(status)")
      #expect(error.requestID == "r-1")
      #expect("\(error)".contains(error.operation.rawValue))
      #expect("\(error)".utf8.count < 1500)
      #expect(!"\(error)".contains { $0.isNewline || $0 == "\0" })
    }
  }

  // Over a connection, as libcurl gives it.

  static func answered(by answer: String) async throws -> ServiceError? {
    let server = try LoopbackServer { _, _ in .answerAndClose(answer) }
    defer { server.stop() }
    let origin = HTTPOrigin(scheme: .http, host: "127.0.0.1", port: server.port)
    let client = try Client.scripted(CurlTransport(), hosts: APIHosts(all: APIHost(origin: origin)))
    return await failure { () async throws(ServiceError) in
      try await client.send(STS.callerIdentity())
    }
  }

  static let cutOff = [
    Case("shorter than it says", "Content-Length: 100\r\n\r\n<GetCallerIdentityResponse>"),
    Case(
      "without its last chunk",
      "Transfer-Encoding: chunked\r\n\r\n1b\r\n<GetCallerIdentityResponse>\r\n"
    ),
    Case("within a chunk", "Transfer-Encoding: chunked\r\n\r\n1b\r\n<GetCaller"),
  ]

  @Test(arguments: cutOff)
  func `a body that is cut off names the operation`(example: Case) async throws {
    let rest = String(decoding: example.body(), as: UTF8.self)
    let error = try await Self.answered(by: "HTTP/1.1 200 OK\r\n" + rest)
    guard case .transport(.getCallerIdentity, _, let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.kind == .cutOff)
    #expect(error.map { "\($0)".contains("GetCallerIdentity") } == true)
  }

  @Test func `a body that says it is compressed is left as it is`() async throws {
    let answer =
      "HTTP/1.1 200 OK\r\nX-Amzn-RequestId: r-1\r\nContent-Encoding: gzip\r\n\r\nnonsense"
    let error = try #require(try await Self.answered(by: answer))
    Self.check(error, .getCallerIdentity, "it is encoded as gzip")
  }

  @Test func `a page of a portal is told by its type`() async throws {
    let answer = """
      HTTP/1.1 200 OK\r\nx-amzn-requestid: r-1\r\nContent-Type: text/html\r\n\r\n<html><p>Sign in</html>
      """
    let error = try #require(try await Self.answered(by: answer))
    Self.check(error, .getCallerIdentity, "its content type is text/html")
  }

  @Test func `a gateway's page with an error's status is an error of that status`() async throws {
    let page =
      "HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\n\r\n<html><body>Bad Gateway</body></html>"
    let error = try #require(try await Self.answered(by: page))
    #expect(error.code == "502")
    #expect(error.operation == .getCallerIdentity)
  }
}
