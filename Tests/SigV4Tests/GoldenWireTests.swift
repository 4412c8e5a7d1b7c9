import SigV4
import Testing

@Suite struct GoldenWireTests {
  @Test func `all requests are there, and one is unsigned`() {
    #expect(GoldenRequest.all.count == 52)
    #expect(GoldenRequest.unsigned.map(\.operation) == ["assume_role_with_web_identity"])
    #expect(GoldenRequest.signed.filter { $0.session_token != nil }.count == 24)
  }

  @Test(arguments: GoldenRequest.signed)
  func `a request is signed as botocore signs it`(golden: GoldenRequest) throws {
    let added = try golden.signer.sign(try golden.request, at: GoldenRequest.time)
    #expect(added == golden.addedHeaders)
  }

  @Test(arguments: GoldenRequest.signed)
  func `the verifier accepts what botocore signed`(golden: GoldenRequest) throws {
    let signer = try golden.signer
    let verifier = SignatureVerifier(service: signer.service, region: golden.region)
    let verified = try verifier.verify(try golden.signedRequest, at: GoldenRequest.time) { id in
      id == "AKIDEXAMPLE" ? signer.credentials : nil
    }
    #expect(verified.accessKeyID == "AKIDEXAMPLE")
    #expect(verified.scope == (try signer.scope(at: GoldenRequest.time)))
  }

  @Test(arguments: GoldenRequest.unsigned)
  func `a web identity call carries no signature`(golden: GoldenRequest) throws {
    let request = try golden.request
    #expect(request == (try golden.signedRequest))
    for name in ["Authorization", "X-Amz-Date", "X-Amz-Security-Token"] {
      #expect(request.values(of: name).isEmpty)
    }
    #expect(throws: VerificationError.missingAuthorization) {
      try SignatureVerifier(service: "sts").verify(request, at: GoldenRequest.time) { _ in nil }
    }
  }

  @Test(arguments: GoldenRequest.signed)
  func `a change to anything that was signed is noticed`(golden: GoldenRequest) throws {
    let signer = try golden.signer
    let verifier = SignatureVerifier(service: signer.service)
    let original = try golden.signedRequest
    var changes: [SigningRequest] = []
    func change(_ edit: (inout SigningRequest) -> Void) {
      var request = original
      edit(&request)
      changes.append(request)
    }
    change { $0.method = $0.method == "GET" ? "POST" : "GET" }
    change { $0.path += "x" }
    change { $0.query += "&x=1" }
    change { $0.body.append(0x20) }
    change { $0.body = $0.body.reversed() + [0x0a] }
    for index in original.headers.indices
    where ["Host", "Content-Type", "X-Amz-Target"].contains(original.headers[index].name) {
      change { $0.headers[index].value += "x" }
    }
    for request in changes {
      #expect(throws: VerificationError.signatureDoesNotMatch) {
        try verifier.verify(request, at: GoldenRequest.time) { _ in signer.credentials }
      }
    }
  }
}
