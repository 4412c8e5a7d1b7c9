/// The keyed hash HMAC of RFC 2104 over SHA-256.
package enum HMACSHA256 {
  /// Computes the authentication code of a message: always 32 bytes.
  ///
  /// A key of any length will do, the empty one too; RFC 4231 has the test vectors.
  ///
  /// - Throws: ``CryptoError/unavailable(algorithm:reason:)`` where OpenSSL is set up without the
  ///   algorithm.
  package static func authenticationCode(
    for message: [UInt8],
    key: [UInt8]
  ) throws(CryptoError) -> [UInt8] {
    try OpenSSL.hmacSHA256(message, key: key)
  }
}
