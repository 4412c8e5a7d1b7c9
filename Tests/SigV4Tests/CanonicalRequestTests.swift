import SigV4
import Testing

@Suite struct CanonicalRequestTests {
  private func lines(
    of request: SigningRequest,
    path rule: CanonicalPathRule = CanonicalPathRule()
  ) throws -> [String] {
    try Signer.canonicalRequest(
      for: request,
      signedHeaders: SignedHeaders(covering: request.headers),
      payloadHash: "hash",
      path: rule
    ).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func request(path: String = "/", query: String = "") -> SigningRequest {
    SigningRequest(
      method: "GET",
      path: path,
      query: query,
      headers: [SigningRequest.Header("Host", "h")]
    )
  }

  @Test(arguments: [
    ("", "/"), ("/", "/"), ("//", "/"), ("/a//b", "/a/b"), ("/a/./b/", "/a/b/"), ("/a/b/..", "/a"),
    ("/../../a", "/a"), ("/a/..", "/"), ("/a/../", "/"), ("/a%20b", "/a%2520b"),
    ("/tags/arn%3Aaws", "/tags/arn%253Aaws"), ("/%2e%2E/x", "/%252e%252E/x"), ("/a~b*", "/a~b%2A"),
    ("/...", "/..."),
  ])
  func `a path is normalized and encoded once more`(path: String, canonical: String) throws {
    #expect(try lines(of: request(path: path))[1] == canonical)
  }

  @Test func `a path keeps its dots or its encoding where a service wants it so`() throws {
    let request = request(path: "/a/..//b%20c")
    #expect(
      try lines(of: request, path: CanonicalPathRule(normalizes: false))[1] == "/a/..//b%2520c"
    )
    #expect(
      try lines(of: request, path: CanonicalPathRule(encodesAgain: false))[1] == "/b%20c"
    )
  }

  @Test(arguments: [
    ("", ""), ("b=2&a=1", "a=1&b=2"), ("a=2&a=1", "a=1&a=2"), ("a", "a="), ("a=b=c", "a=b%3Dc"),
    ("a=%2f", "a=%2F"), ("a=%7E", "a=~"), ("a=%zz", "a=%25zz"), ("a=%4", "a=%254"),
    ("a=%", "a=%25"),
    ("c+d", "c%2Bd="), ("a-b=1&a=2", "a=2&a-b=1"), ("A=1&a=1&B=1", "A=1&B=1&a=1"),
    ("&a=1&&", "a=1"), ("ሴ=bar", "%E1%88%B4=bar"), ("a=x y", "a=x%20y"), ("=1", "=1"),
  ])
  func `a query is decoded, encoded and sorted`(query: String, canonical: String) throws {
    #expect(try lines(of: request(query: query))[2] == canonical)
  }

  @Test func `headers are sorted, trimmed and joined by name`() throws {
    let request = SigningRequest(
      method: "GET",
      headers: [
        SigningRequest.Header("X-B", " \t one \t two  "), SigningRequest.Header("Host", "h:8443"),
        SigningRequest.Header("x-b", "three"), SigningRequest.Header("X-A", ""),
      ]
    )
    #expect(
      try lines(of: request) == [
        "GET", "/", "", "host:h:8443", "x-a:", "x-b:one two,three", "", "host;x-a;x-b", "hash",
      ]
    )
  }

  @Test(arguments: [
    "Authorization", "Baggage", "Connection", "Expect", "Keep-Alive", "Proxy-Authenticate",
    "Proxy-Authorization", "TE", "Traceparent", "tracestate", "Trailer", "Transfer-Encoding",
    "Upgrade", "User-Agent", "X-Amzn-Trace-Id",
  ])
  func `a header that others may change is not signed`(name: String) throws {
    let request = request().adding([SigningRequest.Header(name, "x")])
    #expect(SignedHeaders(covering: request.headers).text == "host")
  }

  @Test(arguments: [
    "Content-Length", "Content-Type", "Accept", "X-Amz-Target", "amz-sdk-request", "Date",
  ])
  func `every other header is signed`(name: String) throws {
    #expect(
      SignedHeaders(covering: [SigningRequest.Header(name, "x")]).names == [name.lowercased()]
    )
  }
}
