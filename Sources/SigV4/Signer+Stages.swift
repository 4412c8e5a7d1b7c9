import Crypto

// The stages carry the names of "Create a signed AWS API request", IAM User Guide.
extension Signer {
  /// Computes the hash of a body, in lower-case hexadecimal digits (part of step 1).
  package static func payloadHash(of body: [UInt8]) throws(SigningError) -> String {
    Hex.encode(try SigningError.carrying { () throws(CryptoError) in try SHA256.digest(of: body) })
  }

  /// Writes the canonical request (step 1: create a canonical request).
  ///
  /// - Throws: ``SigningError`` for a method, path, query or header that can't stand in an HTTP
  ///   request, and for a signed header that isn't there.
  package static func canonicalRequest(
    for request: SigningRequest,
    signedHeaders: SignedHeaders,
    payloadHash: String,
    path rule: CanonicalPathRule = CanonicalPathRule()
  ) throws(SigningError) -> String {
    guard HeaderField.isName(request.method) else { throw .invalidMethod(request.method) }
    guard isPath(request.path) else { throw .invalidPath(request.path) }
    guard isQuery(request.query) else { throw .invalidQuery }
    return """
      \(request.method)
      \(rule.canonicalURI(request.path))
      \(CanonicalQuery.text(request.query))
      \(try signedHeaders.canonicalHeaders(of: request))
      \(signedHeaders.text)
      \(payloadHash)
      """
  }

  /// Writes the string to sign (step 2: create a hash of the canonical request; step 3: create a
  /// string to sign).
  package static func stringToSign(
    canonicalRequest: String,
    time: SigningTime,
    scope: CredentialScope
  ) throws(SigningError) -> String {
    """
    \(Authorization.algorithm)
    \(time.timestamp)
    \(scope)
    \(try payloadHash(of: Array(canonicalRequest.utf8)))
    """
  }

  /// Derives the signing key (step 4: derive a signing key).
  package static func signingKey(
    for credentials: Credentials,
    scope: CredentialScope
  ) throws(SigningError) -> SigningKey {
    var key = Array("AWS4\(credentials.secretAccessKey.exposed)".utf8)
    for part in [scope.date, scope.region, scope.service, CredentialScope.terminator] {
      key = try authenticationCode(for: part, key: key)
    }
    return SigningKey(accessKeyID: credentials.accessKeyID, scope: scope, bytes: key)
  }

  /// Computes the signature, in lower-case hexadecimal digits (step 5: calculate the signature).
  package static func signature(
    of stringToSign: String,
    with key: SigningKey
  ) throws(SigningError) -> String {
    Hex.encode(try authenticationCode(for: stringToSign, key: key.bytes))
  }

  /// Puts the Authorization header together (step 6: add the signature to the request).
  package static func authorization(
    accessKeyID: String,
    scope: CredentialScope,
    signedHeaders: SignedHeaders,
    signature: String
  ) -> Authorization {
    Authorization(
      accessKeyID: accessKeyID,
      scope: scope,
      signedHeaders: signedHeaders,
      signature: signature
    )
  }

  private static func authenticationCode(
    for text: String,
    key: [UInt8]
  ) throws(SigningError) -> [UInt8] {
    try SigningError.carrying { () throws(CryptoError) in
      try HMACSHA256.authenticationCode(for: Array(text.utf8), key: key)
    }
  }

  private static func isPath(_ path: String) -> Bool {
    (path.isEmpty || path.utf8.first == UInt8(ascii: "/"))
      && path.utf8.allSatisfy { isVisible($0) && $0 != UInt8(ascii: "?") }
  }

  private static func isQuery(_ query: String) -> Bool { query.utf8.allSatisfy(isVisible) }

  // Spaces and bytes beyond ASCII are let through: servers repair them, and so does encoding.
  private static func isVisible(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7f && byte != UInt8(ascii: "#")
  }
}
