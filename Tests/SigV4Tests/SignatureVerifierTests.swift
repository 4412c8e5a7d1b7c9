import SigV4
import Testing

@Suite struct SignatureVerifierTests {
  let verifier = SignatureVerifier(service: "iam", region: "us-east-1")

  private func signed(
    token: String? = nil,
    options: SigningOptions = SigningOptions()
  ) throws -> SigningRequest {
    var request = listUsers
    request.method = "POST"
    request.body = Array("Action=ListUsers".utf8)
    let signer = try exampleSigner(sessionToken: token, options: options)
    return request.adding(try signer.sign(request, at: exampleTime))
  }

  private func verify(
    _ request: SigningRequest,
    at now: Int = exampleTime,
    token: String? = nil
  ) throws -> SignatureVerifier.Verified {
    let owner = try exampleCredentials(sessionToken: token)
    return try verifier.verify(request, at: now) { $0 == owner.accessKeyID ? owner : nil }
  }

  private func refusal(
    of request: SigningRequest,
    at now: Int = exampleTime,
    token: String? = nil
  ) throws -> VerificationError {
    try #require(throws: VerificationError.self) { try verify(request, at: now, token: token) }
  }

  private func replacingInAuthorization(_ part: String, with other: String) throws -> SigningRequest
  {
    let request = try signed()
    let value = try #require(request.values(of: "Authorization").first)
    let pieces = value.split(separator: part, omittingEmptySubsequences: false)
    #expect(pieces.count == 2)
    return request.replacing("Authorization", with: pieces.joined(separator: other))
  }

  @Test func `a request is accepted with its signer, scope and time`() throws {
    let verified = try verify(try signed())
    #expect(verified.accessKeyID == "AKIDEXAMPLE")
    #expect(verified.scope.description == "20150830/us-east-1/iam/aws4_request")
    #expect(verified.signedAt.secondsSince1970 == exampleTime)
  }

  @Test func `unsigned headers that a client or proxy adds do no harm`() throws {
    let request = try signed().adding([
      SigningRequest.Header("User-Agent", "x"), SigningRequest.Header("Content-Length", "16"),
      SigningRequest.Header("X-Amzn-Trace-Id", "Root=1"),
    ])
    _ = try verify(request)
  }

  @Test func `kept signing keys give the same answers`() throws {
    var keys = SigningKeyCache()
    let owner = try exampleCredentials()
    let wrong = try Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wrong")
    for _ in 1...2 {
      _ = try verifier.verify(try signed(), at: exampleTime, keys: &keys) { _ in owner }
      #expect(throws: VerificationError.signatureDoesNotMatch) {
        try verifier.verify(try signed(), at: exampleTime, keys: &keys) { _ in wrong }
      }
    }
  }

  @Test func `a missing Authorization header is told apart from a broken one`() throws {
    let request = try signed()
    #expect(try refusal(of: request.replacing("Authorization", with: nil)) == .missingAuthorization)
    let broken = try refusal(of: request.replacing("Authorization", with: "Bearer x"))
    guard case .incompleteSignature = broken else {
      Issue.record("\(broken)")
      return
    }
  }

  @Test(arguments: ["Authorization", "X-Amz-Date", "X-Amz-Security-Token", "x-amz-content-sha256"])
  func `a header that stands twice is refused`(name: String) throws {
    let twice = SigningRequest.Header(name, "x")
    let request = try signed(options: SigningOptions(addsContentHash: true))
    let refusal = try refusal(of: request.adding([twice, twice]))
    #expect(refusal == .incompleteSignature(reason: "the header \(name) stands more than once"))
  }

  @Test func `a request without a readable date is refused`() throws {
    let request = try signed()
    #expect(
      try refusal(of: request.replacing("X-Amz-Date", with: nil))
        == .incompleteSignature(reason: "the header X-Amz-Date is missing")
    )
    #expect(
      try refusal(of: request.replacing("X-Amz-Date", with: "2015-08-30T12:36:00Z"))
        == .incompleteSignature(reason: "X-Amz-Date is not of the form 20150830T123600Z")
    )
  }

  @Test func `an unknown access key is named`() throws {
    let request = try replacingInAuthorization("AKIDEXAMPLE", with: "AKIDOTHER")
    #expect(try refusal(of: request) == .unknownAccessKey("AKIDOTHER"))
  }

  @Test func `another day, Region or service is named`() throws {
    #expect(
      try refusal(of: replacingInAuthorization("20150830", with: "20150831"))
        == .wrongScope(.date, expected: "20150830", actual: "20150831")
    )
    #expect(
      try refusal(of: replacingInAuthorization("us-east-1", with: "us-east-2"))
        == .wrongScope(.region, expected: "us-east-1", actual: "us-east-2")
    )
    #expect(
      try refusal(of: replacingInAuthorization("/iam/", with: "/sts/"))
        == .wrongScope(.service, expected: "iam", actual: "sts")
    )
  }

  @Test func `a session token is wanted for temporary credentials only, and the right one`() throws
  {
    _ = try verify(try signed(token: "token"), token: "token")
    #expect(
      try refusal(of: try signed(), token: "token")
        == .missingSessionToken(accessKeyID: "AKIDEXAMPLE")
    )
    #expect(
      try refusal(of: try signed(token: "stale"), token: "token")
        == .wrongSessionToken(accessKeyID: "AKIDEXAMPLE")
    )
    #expect(
      try refusal(of: try signed(token: "token"), token: nil)
        == .wrongSessionToken(accessKeyID: "AKIDEXAMPLE")
    )
  }

  @Test func `a session token outside of the signature is compared all the same`() throws {
    let request = try signed(token: "token", options: SigningOptions(signsSessionToken: false))
    _ = try verify(request, token: "token")
    #expect(
      try refusal(of: request.replacing("X-Amz-Security-Token", with: "other"), token: "token")
        == .wrongSessionToken(accessKeyID: "AKIDEXAMPLE")
    )
  }

  @Test(arguments: [-900, -1, 0, 899, 900])
  func `15 minutes of skew are accepted`(skew: Int) throws {
    _ = try verify(try signed(), at: exampleTime + skew)
  }

  @Test func `more skew is refused with its direction`() throws {
    let time = try #require(SigningTime(secondsSince1970: exampleTime))
    for late in [901, 86_400, Int.max - exampleTime] {
      let now = exampleTime + late
      #expect(try refusal(of: signed(), at: now) == .expired(signedAt: time, now: now))
    }
    for early in [901, 86_400] {
      let now = exampleTime - early
      #expect(try refusal(of: signed(), at: now) == .notYetCurrent(signedAt: time, now: now))
    }
    #expect(
      try "\(refusal(of: signed(), at: Int.min))".hasPrefix(
        "Signature not yet current: 20150830T123600Z"
      )
    )
  }

  @Test func `a host or AWS header outside of the signature is refused`() throws {
    let extra = try signed().adding([SigningRequest.Header("X-Amz-Target", "Delete")])
    #expect(try refusal(of: extra) == .headersNotSigned(["x-amz-target"]))
    let hostless = try replacingInAuthorization("host;", with: "")
    #expect(try refusal(of: hostless) == .headersNotSigned(["host"]))
  }

  @Test func `a signed header that is gone is refused`() throws {
    let request = try signed().replacing("Content-Type", with: nil)
    #expect(
      try refusal(of: request)
        == .incompleteSignature(reason: "the signed header content-type is not in the request")
    )
  }

  @Test func `a content hash is held against the body`() throws {
    var request = try signed(options: SigningOptions(addsContentHash: true))
    _ = try verify(request)
    request.body.append(0)
    #expect(try refusal(of: request) == .contentHashDoesNotMatch)
  }

  @Test func `another secret or signature does not match`() throws {
    let wrong = try Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wrong")
    let request = try signed()
    #expect(throws: VerificationError.signatureDoesNotMatch) {
      try verifier.verify(request, at: exampleTime) { _ in wrong }
    }
    let value = try #require(request.values(of: "Authorization").first)
    for other in [value + "0", String(value.dropLast()), value.dropLast() + "g"] {
      #expect(
        try refusal(of: request.replacing("Authorization", with: other)) == .signatureDoesNotMatch
      )
    }
  }

  @Test(arguments: ["G T", "GET\n"])
  func `a malformed request is refused, not computed`(method: String) throws {
    var request = try signed()
    request.method = method
    #expect(
      try refusal(of: request)
        == .incompleteSignature(reason: "the method, path or query is malformed")
    )
  }
}
