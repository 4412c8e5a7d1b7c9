/// The hash function SHA-256 of FIPS 180-4.
package enum SHA256 {
  /// The length of a digest.
  package static let byteCount = 32

  /// Computes the digest of a message: always 32 bytes.
  ///
  /// - Throws: ``CryptoError/unavailable(algorithm:reason:)`` where OpenSSL is set up without the
  ///   algorithm. There is no digest to fall back to, so the caller has to stop.
  package static func digest(of message: [UInt8]) throws(CryptoError) -> [UInt8] {
    try OpenSSL.sha256(message)
  }
}
