import SigV4
import Testing

@Suite struct RedactionTests {
  let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
  let token = "AQoDYXdzEPT-not-to-be-seen"

  /// All the ways in which a value becomes text by itself.
  private func texts(of value: some Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    var mirrored = ""
    for child in Mirror(reflecting: value).children {
      mirrored += "\(child.label ?? ""): \(child.value)\n"
      dump(child.value, to: &mirrored)
    }
    return [
      dumped, mirrored, String(describing: value), String(reflecting: value), "\(value)",
      "\([value])", "\(Optional(value) as Any)",
    ]
  }

  private func expectRedacted(
    _ value: some Any,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for text in texts(of: value) {
      #expect(!text.contains(secret), sourceLocation: sourceLocation)
      #expect(!text.contains(token), sourceLocation: sourceLocation)
    }
  }

  @Test func `credentials and signers show their access key ID only`() throws {
    let credentials = try exampleCredentials(sessionToken: token)
    expectRedacted(credentials)
    expectRedacted(credentials.secretAccessKey)
    expectRedacted(try #require(credentials.sessionToken))
    expectRedacted(Signer(credentials: credentials, region: "us-east-1", service: "iam"))
    #expect("\(credentials)".contains("AKIDEXAMPLE"))
    #expect("\(credentials.secretAccessKey)" == "<redacted>")
  }

  @Test func `a signing key and a cache of them show no byte of a key`() throws {
    let credentials = try exampleCredentials(sessionToken: token)
    let scope = try exampleSigner().scope(at: exampleTime)
    let key = try Signer.signingKey(for: credentials, scope: scope)
    var cache = SigningKeyCache()
    _ = try cache.key(for: credentials, scope: scope)
    expectRedacted(key)
    expectRedacted(cache)
    // The key of this example starts with the bytes c4, af, b1.
    for text in texts(of: key) + texts(of: cache) {
      #expect(!text.contains("196"))
      #expect(!text.contains("c4afb1"))
    }
  }

  @Test func `a signed request shows neither its token nor its body`() throws {
    var request = listUsers
    request.method = "POST"
    request.body = Array("WebIdentityToken=\(token)".utf8)
    let added = try exampleSigner(sessionToken: token).sign(request, at: exampleTime)
    let signed = request.adding(added)
    #expect(signed.values(of: "x-amz-security-token") == [token])
    expectRedacted(added)
    expectRedacted(signed)
    let body = request.body.map(String.init).joined(separator: ", ")
    for text in texts(of: signed) { #expect(!text.contains(body)) }
  }

  @Test func `an error of signing or verifying shows no secret`() throws {
    let signer = try exampleSigner(sessionToken: token)
    let signed = listUsers.adding(try signer.sign(listUsers, at: exampleTime))
    let verifier = SignatureVerifier(service: "iam")
    let owner = try exampleCredentials(sessionToken: "another")
    expectRedacted(
      try #require(throws: SigningError.self) { try signer.sign(signed, at: exampleTime) }
    )
    expectRedacted(
      try #require(throws: VerificationError.self) {
        try verifier.verify(signed, at: exampleTime) { _ in owner }
      }
    )
    expectRedacted(
      try #require(throws: CredentialsError.self) {
        try Credentials(accessKeyID: "A", secretAccessKey: secret + "\n", sessionToken: token)
      }
    )
    expectRedacted(
      try #require(throws: CredentialsError.self) {
        try Credentials(accessKeyID: "A", secretAccessKey: secret, sessionToken: token + "\n")
      }
    )
  }
}
