import SigV4
import Testing

// The figures are those of the IAM ListUsers example in the AWS documentation.
@Suite struct StagesTests {
  let canonicalRequest = """
    GET
    /
    Action=ListUsers&Version=2010-05-08
    content-type:application/x-www-form-urlencoded; charset=utf-8
    host:iam.amazonaws.com
    x-amz-date:20150830T123600Z

    content-type;host;x-amz-date
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    """

  let stringToSign = """
    AWS4-HMAC-SHA256
    20150830T123600Z
    20150830/us-east-1/iam/aws4_request
    f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59
    """

  let signature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"

  let authorization = """
    AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
    SignedHeaders=content-type;host;x-amz-date, \
    Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7
    """

  @Test func `step 1 writes the canonical request`() throws {
    let dated = listUsers.adding([SigningRequest.Header("X-Amz-Date", "20150830T123600Z")])
    let text = try Signer.canonicalRequest(
      for: dated,
      signedHeaders: SignedHeaders(covering: dated.headers),
      payloadHash: try Signer.payloadHash(of: [])
    )
    #expect(text == canonicalRequest)
  }

  @Test func `steps 2 and 3 write the string to sign`() throws {
    let time = try #require(SigningTime(secondsSince1970: exampleTime))
    let scope = try CredentialScope(time: time, region: "us-east-1", service: "iam")
    #expect(
      try Signer.stringToSign(canonicalRequest: canonicalRequest, time: time, scope: scope)
        == stringToSign
    )
  }

  @Test func `steps 4 and 5 derive the key and compute the signature`() throws {
    let scope = try exampleSigner().scope(at: exampleTime)
    let key = try Signer.signingKey(for: try exampleCredentials(), scope: scope)
    #expect(key.scope == scope)
    #expect(key.accessKeyID == "AKIDEXAMPLE")
    #expect(try Signer.signature(of: stringToSign, with: key) == signature)
  }

  @Test func `step 6 puts the Authorization header together`() throws {
    let text = Signer.authorization(
      accessKeyID: "AKIDEXAMPLE",
      scope: try exampleSigner().scope(at: exampleTime),
      signedHeaders: try #require(SignedHeaders(parsing: "content-type;host;x-amz-date")),
      signature: signature
    ).headerValue
    #expect(text == authorization)
  }

  @Test func `all steps together add the date and the Authorization header`() throws {
    let added = try exampleSigner().sign(listUsers, at: exampleTime)
    #expect(
      added == [
        SigningRequest.Header("X-Amz-Date", "20150830T123600Z"),
        SigningRequest.Header("Authorization", authorization),
      ]
    )
  }
}
