import SigV4
import Testing

@Suite(
  .enabled(
    if: !SuiteCase.all.isEmpty,
    "AWS's signing test suite is not at ../shared/sigv4-suite/v4"
  )
)
struct SigningSuiteTests {
  @Test func `the suite is whole`() {
    #expect(SuiteCase.all.count == 38)
  }

  @Test(arguments: SuiteCase.all)
  func `every stage writes what the suite says`(testCase: SuiteCase) throws {
    let signer = try testCase.signer
    let time = try testCase.time
    let request = try testCase.request
    let added = try signer.sign(request, at: time.secondsSince1970)
    let signed = request.adding(added)
    let authorization = try Authorization(
      parsing: try #require(signed.values(of: "authorization").first)
    )

    let canonicalRequest = try Signer.canonicalRequest(
      for: signed,
      signedHeaders: authorization.signedHeaders,
      payloadHash: try Signer.payloadHash(of: request.body),
      path: signer.options.path
    )
    #expect(canonicalRequest == (try testCase.text("header-canonical-request.txt")))
    #expect(
      try Signer.stringToSign(
        canonicalRequest: canonicalRequest,
        time: time,
        scope: authorization.scope
      )
        == testCase.text("header-string-to-sign.txt")
    )
    #expect(authorization.signature == (try testCase.text("header-signature.txt")))
    #expect(try testCase.text(adding: added) == testCase.text("header-signed-request.txt"))
  }

  @Test(arguments: SuiteCase.all)
  func `the verifier accepts what the suite signed`(testCase: SuiteCase) throws {
    let signer = try testCase.signer
    let time = try testCase.time
    let request = try testCase.request
    let signed = request.adding(try signer.sign(request, at: time.secondsSince1970))
    let verifier = SignatureVerifier(service: "service", path: signer.options.path)
    let verified = try verifier.verify(signed, at: time.secondsSince1970) { id in
      id == "AKIDEXAMPLE" ? signer.credentials : nil
    }
    #expect(verified.signedAt == time)
    #expect(verified.scope == (try signer.scope(at: time.secondsSince1970)))
  }
}
