import Crypto
import SigV4
import Testing

@Suite struct SignerTests {
  private func refused(_ request: SigningRequest) throws -> SigningError {
    try #require(throws: SigningError.self) {
      try exampleSigner().sign(request, at: exampleTime)
    }
  }

  @Test func `a request without a host is refused`() throws {
    #expect(try refused(listUsers.replacing("Host", with: nil)) == .missingHost)
    #expect(try refused(listUsers.replacing("Host", with: "  ")) == .missingHost)
  }

  @Test func `a request with two hosts is refused`() throws {
    let request = listUsers.adding([SigningRequest.Header("host", "other")])
    #expect(try refused(request) == .repeatedHeader("Host"))
  }

  @Test(arguments: [
    "Authorization", "X-Amz-Date", "X-Amz-Security-Token", "x-amz-content-sha256",
  ])
  func `a request that was signed before is refused`(name: String) throws {
    let request = listUsers.adding([SigningRequest.Header(name.uppercased(), "x")])
    #expect(try refused(request) == .alreadyPresent(name))
  }

  @Test(arguments: ["a", "/a?b", "/a#b", "/a\nb", "/a\u{7f}", "/a\0", "/a\r\nHost: b"])
  func `a path that is none is refused`(path: String) throws {
    var request = listUsers
    request.path = path
    #expect(try refused(request) == .invalidPath(path))
  }

  @Test(arguments: ["a=1#b", "a=\n", "a=\r\n", "\u{1}"])
  func `a query that is none is refused`(query: String) throws {
    var request = listUsers
    request.query = query
    #expect(try refused(request) == .invalidQuery)
  }

  @Test(arguments: ["", "GET ", "GET\n", "G/T"])
  func `a method that is none is refused`(method: String) throws {
    var request = listUsers
    request.method = method
    #expect(try refused(request) == .invalidMethod(method))
  }

  @Test(arguments: [
    ("", "x"), ("a b", "x"), ("a:", "x"), ("ä", "x"), ("a", "x\r\nb: y"), ("a", "\0"),
  ])
  func `a header that would break its line is refused`(name: String, value: String) throws {
    let request = listUsers.adding([SigningRequest.Header(name, value)])
    #expect(try refused(request) == .invalidHeader(name))
  }

  @Test(arguments: ["", "us east", "us/east", "us-east-1\n", "us,east", "ü"])
  func `a Region or service that can't stand in a scope is refused`(text: String) throws {
    var signer = try exampleSigner()
    signer.region = text
    #expect(throws: SigningError.invalidScope(.region, text)) {
      try signer.sign(listUsers, at: exampleTime)
    }
    signer.region = "us-east-1"
    signer.service = text
    #expect(throws: SigningError.invalidScope(.service, text)) {
      try signer.sign(listUsers, at: exampleTime)
    }
  }

  @Test(arguments: [Int.min, Int.max])
  func `a time beyond the calendar is refused`(seconds: Int) throws {
    #expect(throws: SigningError.timeOutOfRange(secondsSince1970: seconds)) {
      try exampleSigner().sign(listUsers, at: seconds)
    }
  }

  @Test func `a key that was kept signs the same`() throws {
    let signer = try exampleSigner()
    var cache = SigningKeyCache()
    let scope = try signer.scope(at: exampleTime)
    let derived = try cache.key(for: signer.credentials, scope: scope)
    let kept = try cache.key(for: signer.credentials, scope: scope)
    let fresh = try signer.sign(listUsers, at: exampleTime)
    #expect(try signer.sign(listUsers, at: exampleTime, with: derived) == fresh)
    #expect(try signer.sign(listUsers, at: exampleTime, with: kept) == fresh)
  }

  @Test func `a key of another day or access key is refused`() throws {
    let signer = try exampleSigner()
    let today = try signer.scope(at: exampleTime)
    let tomorrow = try signer.scope(at: exampleTime + 86_400)
    let stale = try Signer.signingKey(for: signer.credentials, scope: today)
    #expect(throws: SigningError.wrongSigningKey(expected: tomorrow, actual: today)) {
      try signer.sign(listUsers, at: exampleTime + 86_400, with: stale)
    }
    let other = try Credentials(accessKeyID: "OTHER", secretAccessKey: "secret")
    let foreign = try Signer.signingKey(for: other, scope: today)
    #expect(throws: SigningError.wrongSigningKey(expected: today, actual: today)) {
      try signer.sign(listUsers, at: exampleTime, with: foreign)
    }
  }

  @Test func `a cache tells secrets apart and stays right when it overflows`() throws {
    var cache = SigningKeyCache()
    let scope = try exampleSigner().scope(at: exampleTime)
    for number in 0..<200 {
      let credentials = try Credentials(accessKeyID: "SAME", secretAccessKey: "secret\(number)")
      let derived = try Signer.signingKey(for: credentials, scope: scope)
      #expect(try cache.key(for: credentials, scope: scope) == derived)
      #expect(try cache.key(for: credentials, scope: scope) == derived)
    }
  }

  @Test func `a signature follows the text that was signed, byte for byte`() throws {
    func signature(_ change: (inout SigningRequest) -> Void) throws -> String {
      var request = listUsers
      change(&request)
      return try #require(exampleSigner().sign(request, at: exampleTime).last).value
    }
    let changes: [(inout SigningRequest) -> Void] = [
      { _ in }, { $0.method = "POST" }, { $0.path = "/x" }, { $0.query = "" },
      { $0.body = [0] }, { $0.headers[1].value = "other" },
    ]
    #expect(Set(try changes.map(signature)).count == changes.count)
  }

  @Test func `every error is a sentence that names its subject`() {
    let errors: [(SigningError, String)] = [
      (.missingHost, "Host"), (.repeatedHeader("X-Y"), "X-Y"), (.alreadyPresent("X-Y"), "X-Y"),
      (.invalidMethod("G T"), "G T"), (.invalidPath("a"), "\"a\""), (.invalidQuery, "query"),
      (.invalidHeader("a b"), "a b"), (.absentHeader("x-y"), "x-y"),
      (.invalidScope(.region, "u s"), "region \"u s\""),
      (.timeOutOfRange(secondsSince1970: 7), "7 s"),
      (.crypto(.unavailable(algorithm: "SHA-256", reason: "gone")), "gone"),
    ]
    for (error, subject) in errors {
      #expect("\(error)".contains(subject))
      #expect("\(error)".hasSuffix("."))
    }
  }
}
