/// The hash function SHA-1 of FIPS 180-4, for names that others chose; it protects nothing any more.
package enum SHA1 {
  /// The length of a digest.
  package static let byteCount = 20

  /// Computes the digest of a message: always 20 bytes.
  ///
  /// - Throws: ``CryptoError/unavailable(algorithm:reason:)`` where OpenSSL is set up without the
  ///   algorithm.
  package static func digest(of message: [UInt8]) throws(CryptoError) -> [UInt8] {
    try OpenSSL.sha1(message)
  }
}
