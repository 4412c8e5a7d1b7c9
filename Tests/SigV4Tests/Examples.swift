import SigV4

/// The example credentials of the AWS documentation.
func exampleCredentials(sessionToken: String? = nil) throws -> Credentials {
  try Credentials(
    accessKeyID: "AKIDEXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    sessionToken: sessionToken
  )
}

/// 2015-08-30T12:36:00Z, the time of the AWS documentation's examples.
let exampleTime = 1_440_938_160

/// The IAM request that "Create a signed AWS API request" signed stage by stage.
let listUsers = SigningRequest(
  method: "GET",
  query: "Action=ListUsers&Version=2010-05-08",
  headers: [
    SigningRequest.Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
    SigningRequest.Header("Host", "iam.amazonaws.com"),
  ]
)

func exampleSigner(
  sessionToken: String? = nil,
  options: SigningOptions = SigningOptions()
) throws -> Signer {
  Signer(
    credentials: try exampleCredentials(sessionToken: sessionToken),
    region: "us-east-1",
    service: "iam",
    options: options
  )
}

extension SigningRequest {
  /// The request with more headers at its end.
  func adding(_ headers: [Header]) -> SigningRequest {
    var request = self
    request.headers += headers
    return request
  }

  /// The request with another value, or none, for a header.
  func replacing(_ name: String, with value: String?) -> SigningRequest {
    var request = self
    request.headers.removeAll { $0.name == name }
    if let value { request.headers.append(Header(name, value)) }
    return request
  }
}

extension SignatureVerifier {
  /// Verifies a request as it was received, deriving its signing key anew.
  func verify(
    _ request: SigningRequest,
    at now: Int,
    credentials: (_ accessKeyID: String) -> Credentials?
  ) throws(VerificationError) -> Verified {
    var keys = SigningKeyCache()
    return try verify(request, at: now, keys: &keys, credentials: credentials)
  }
}
