import Crypto

/// Checks signed requests the way AWS's front door does.
///
/// It recomputes the signature over the headers that the request says are signed and the body that
/// came. Presigned URLs count as unsigned.
package struct SignatureVerifier: Hashable, Sendable {
  /// The service's signing name, which the credential scope must have.
  package var service: String

  /// The Region that the credential scope must have; nil for any.
  package var region: String?

  /// How far the time of signing may be from the verifier's clock, in seconds; AWS's 15 minutes.
  package var allowedSkew: Int

  package var path: CanonicalPathRule

  package init(
    service: String,
    region: String? = nil,
    allowedSkew: Int = 900,
    path: CanonicalPathRule = CanonicalPathRule()
  ) {
    self.service = service
    self.region = region
    self.allowedSkew = allowedSkew
    self.path = path
  }

  /// Who signed a request, for what, and when.
  package struct Verified: Hashable, Sendable {
    package let accessKeyID: String
    package let scope: CredentialScope
    package let signedAt: SigningTime
  }

  /// Verifies a request as it was received.
  ///
  /// - Parameters:
  ///   - request: the request with all headers that came.
  ///   - known: what its Authorization header says, where it was read before.
  ///   - now: the verifier's clock in seconds since 1970.
  ///   - keys: signing keys that were derived before; a new one is added.
  ///   - credentials: finds the credentials that belong to an access key ID.
  /// - Returns: who signed it, for what and when.
  /// - Throws: ``VerificationError``, the first thing that is wrong, in this order: the form of the
  ///   header, the date, the scope, the access key, its session token, the clock, the headers that
  ///   are covered, the hash of the body, the signature.
  package func verify(
    _ request: SigningRequest,
    knowing known: Authorization? = nil,
    at now: Int,
    keys: inout SigningKeyCache,
    credentials: (_ accessKeyID: String) -> Credentials?
  ) throws(VerificationError) -> Verified {
    guard let value = try single("Authorization", of: request) else { throw .missingAuthorization }
    let authorization = if let known { known } else { try Authorization(parsing: value) }
    let signedAt = try signingTime(of: request)
    try check(authorization.scope, signedAt: signedAt)
    guard let owner = credentials(authorization.accessKeyID) else {
      throw .unknownAccessKey(authorization.accessKeyID)
    }
    try checkSessionToken(of: request, against: owner)
    try check(signedAt, now: now)
    try checkCoverage(of: request, by: authorization.signedHeaders)

    let computed = try signature(
      of: request,
      payloadHash: try contentHash(of: request),
      under: authorization,
      signedAt: signedAt,
      by: owner,
      keys: &keys
    )
    guard ConstantTime.equal(Array(computed.utf8), Array(authorization.signature.utf8)) else {
      throw .signatureDoesNotMatch
    }
    return Verified(
      accessKeyID: authorization.accessKeyID,
      scope: authorization.scope,
      signedAt: signedAt
    )
  }
}

extension SignatureVerifier {
  private func single(
    _ name: String,
    of request: SigningRequest
  ) throws(VerificationError) -> String? {
    let values = request.values(of: name)
    if values.count > 1 {
      throw .incompleteSignature(reason: "the header \(name) stands more than once")
    }
    return values.first
  }

  private func signingTime(of request: SigningRequest) throws(VerificationError) -> SigningTime {
    guard let text = try single("X-Amz-Date", of: request) else {
      throw .incompleteSignature(reason: "the header X-Amz-Date is missing")
    }
    guard let time = SigningTime(timestamp: HeaderField.canonicalValue(text)) else {
      throw .incompleteSignature(reason: "X-Amz-Date is not of the form 20150830T123600Z")
    }
    return time
  }

  private func check(
    _ scope: CredentialScope,
    signedAt: SigningTime
  ) throws(VerificationError) {
    guard scope.date == signedAt.day else {
      throw .wrongScope(.date, expected: signedAt.day, actual: scope.date)
    }
    guard scope.service == service else {
      throw .wrongScope(.service, expected: service, actual: scope.service)
    }
    if let region, scope.region != region {
      throw .wrongScope(.region, expected: region, actual: scope.region)
    }
  }

  private func checkSessionToken(
    of request: SigningRequest,
    against owner: Credentials
  ) throws(VerificationError) {
    let received = try single("X-Amz-Security-Token", of: request).map {
      Secret(HeaderField.canonicalValue($0))
    }
    if received == owner.sessionToken { return }
    throw received == nil
      ? .missingSessionToken(accessKeyID: owner.accessKeyID)
      : .wrongSessionToken(accessKeyID: owner.accessKeyID)
  }

  private func check(_ signedAt: SigningTime, now: Int) throws(VerificationError) {
    if signedAt.secondsSince1970 + allowedSkew < now {
      throw .expired(signedAt: signedAt, now: now)
    }
    if signedAt.secondsSince1970 - allowedSkew > now {
      throw .notYetCurrent(signedAt: signedAt, now: now)
    }
  }

  // AWS wants the host and all x-amz-* headers signed. The session token may be outside, and is
  // compared above.
  private func checkCoverage(
    of request: SigningRequest,
    by signedHeaders: SignedHeaders
  ) throws(VerificationError) {
    let names = signedHeaders.names
    var missing = request.headers.filter { header in !names.contains(where: header.isNamed) }
      .map { $0.name.lowercased() }
      .filter { $0.hasPrefix("x-amz-") && $0 != "x-amz-security-token" }
    if !names.contains("host") { missing.append("host") }
    guard missing.isEmpty else { throw .headersNotSigned(Set(missing).sorted()) }
  }

  private func contentHash(of request: SigningRequest) throws(VerificationError) -> String {
    let claimed = try single("x-amz-content-sha256", of: request)
    let hash: String
    do throws(SigningError) {
      hash = try Signer.payloadHash(of: request.body)
    } catch {
      throw VerificationError(error)
    }
    if let claimed, HeaderField.canonicalValue(claimed) != hash { throw .contentHashDoesNotMatch }
    return hash
  }

  private func signature(
    of request: SigningRequest,
    payloadHash: String,
    under authorization: Authorization,
    signedAt: SigningTime,
    by owner: Credentials,
    keys: inout SigningKeyCache
  ) throws(VerificationError) -> String {
    do throws(SigningError) {
      let canonicalRequest = try Signer.canonicalRequest(
        for: request,
        signedHeaders: authorization.signedHeaders,
        payloadHash: payloadHash,
        path: path
      )
      let stringToSign = try Signer.stringToSign(
        canonicalRequest: canonicalRequest,
        time: signedAt,
        scope: authorization.scope
      )
      let key = try keys.key(for: owner, scope: authorization.scope)
      return try Signer.signature(of: stringToSign, with: key)
    } catch {
      throw VerificationError(error)
    }
  }
}
