/// Why OpenSSL could not do a piece of cryptography.
package enum CryptoError: Error, Hashable, CustomStringConvertible {
  /// No loaded provider offers the algorithm, or memory ran out.
  ///
  /// The reason is OpenSSL's own words, from `ERR_reason_error_string(3)`.
  case unavailable(algorithm: String, reason: String)

  package var description: String {
    switch self {
    case .unavailable(let algorithm, let reason):
      """
      OpenSSL can't compute \(algorithm): \(reason). \
      Check that its configuration (openssl.cnf, or the file that OPENSSL_CONF names) \
      loads a provider with this algorithm, such as `default` or `fips`.
      """
    }
  }
}
