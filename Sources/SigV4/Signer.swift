/// Signs requests with the Authorization header, by AWS Signature Version 4.
///
/// See "Create a signed AWS API request" in the IAM User Guide. Each stage is a pure function of its
/// own; ``sign(_:at:with:)`` runs them all. Presigned URLs are not made here.
package struct Signer: Hashable, Sendable {
  package var credentials: Credentials
  package var region: String

  /// The service's signing name, such as `airflow` for MWAA.
  package var service: String

  package var options: SigningOptions

  package init(
    credentials: Credentials,
    region: String,
    service: String,
    options: SigningOptions = SigningOptions()
  ) {
    self.credentials = credentials
    self.region = region
    self.service = service
    self.options = options
  }

  /// Names what a signing key must be good for at a time in seconds since 1970.
  package func scope(at seconds: Int) throws(SigningError) -> CredentialScope {
    guard let time = SigningTime(secondsSince1970: seconds) else {
      throw .timeOutOfRange(secondsSince1970: seconds)
    }
    return try CredentialScope(time: time, region: region, service: service)
  }

  /// Computes the headers that turn a request into a signed one, in the order to append them.
  ///
  /// They are `X-Amz-Security-Token` for temporary credentials, `X-Amz-Date`,
  /// `x-amz-content-sha256` where the options ask for it, and `Authorization`. Append them and send
  /// the request as it is; for a retry sign the original request again.
  ///
  /// - Parameters:
  ///   - request: the request, with its `Host` header and without any of those that are added.
  ///   - seconds: the time of signing in seconds since 1970. AWS accepts it within 15 minutes of
  ///     its own clock.
  ///   - key: a key that was kept, for this access key and ``scope(at:)``; without it one is derived.
  /// - Returns: the headers to append.
  /// - Throws: ``SigningError``, for whatever can't be signed exactly as it stands.
  package func sign(
    _ request: SigningRequest,
    at seconds: Int,
    with key: SigningKey? = nil
  ) throws(SigningError) -> [SigningRequest.Header] {
    guard let time = SigningTime(secondsSince1970: seconds) else {
      throw .timeOutOfRange(secondsSince1970: seconds)
    }
    let scope = try scope(at: seconds)
    let key = try checked(key, for: scope)
    try checkHeaders(of: request)

    let payloadHash = try Self.payloadHash(of: request.body)
    let token = credentials.sessionToken.map {
      SigningRequest.Header("X-Amz-Security-Token", $0.exposed)
    }
    var added: [SigningRequest.Header] = []
    if let token, options.signsSessionToken { added.append(token) }
    added.append(SigningRequest.Header("X-Amz-Date", time.timestamp))
    if options.addsContentHash {
      added.append(SigningRequest.Header("x-amz-content-sha256", payloadHash))
    }

    var dated = request
    dated.headers += added
    let signedHeaders = SignedHeaders(covering: dated.headers)
    let canonicalRequest = try Self.canonicalRequest(
      for: dated,
      signedHeaders: signedHeaders,
      payloadHash: payloadHash,
      path: options.path
    )
    let stringToSign = try Self.stringToSign(
      canonicalRequest: canonicalRequest,
      time: time,
      scope: scope
    )
    let signature = try Self.signature(of: stringToSign, with: key)
    let authorization = Self.authorization(
      accessKeyID: credentials.accessKeyID,
      scope: scope,
      signedHeaders: signedHeaders,
      signature: signature
    )

    if let token, !options.signsSessionToken { added.insert(token, at: 0) }
    return added + [SigningRequest.Header("Authorization", authorization.headerValue)]
  }

  private func checked(
    _ key: SigningKey?,
    for scope: CredentialScope
  ) throws(SigningError) -> SigningKey {
    guard let key else { return try Self.signingKey(for: credentials, scope: scope) }
    guard key.scope == scope, key.accessKeyID == credentials.accessKeyID else {
      throw .wrongSigningKey(expected: scope, actual: key.scope)
    }
    return key
  }

  private func checkHeaders(of request: SigningRequest) throws(SigningError) {
    let hosts = request.values(of: "host")
    if hosts.count > 1 { throw .repeatedHeader("Host") }
    guard let host = hosts.first, !HeaderField.canonicalValue(host).isEmpty else {
      throw .missingHost
    }
    let reserved = [
      "Authorization", "X-Amz-Date", "X-Amz-Security-Token", "x-amz-content-sha256",
    ]
    for name in reserved where request.headers.contains(where: { $0.isNamed(name) }) {
      throw .alreadyPresent(name)
    }
  }
}
