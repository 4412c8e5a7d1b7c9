import CCrypto

/// Every call into libcrypto that hashes or compares; nothing unsafe leaves this file.
enum OpenSSL {
  /// Computes the 32 bytes of a SHA-256 digest.
  static func sha256(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    try digest(bytes, "SHA-256", by: foundSHA256.get(), byteCount: SHA256.byteCount)
  }

  /// Computes the 20 bytes of a SHA-1 digest.
  static func sha1(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    try digest(bytes, "SHA-1", by: foundSHA1.get(), byteCount: SHA1.byteCount)
  }

  private static func digest(
    _ bytes: [UInt8],
    _ algorithm: String,
    by found: Found,
    byteCount: Int
  ) throws(CryptoError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    var written: UInt32 = 0
    let status = EVP_Digest(bytes, bytes.count, &digest, &written, found.pointer, nil)
    guard status == 1, written == digest.count else {
      throw .unavailable(algorithm: algorithm, reason: lastReason())
    }
    return digest
  }

  /// Computes the 32 bytes of an HMAC with SHA-256.
  static func hmacSHA256(_ bytes: [UInt8], key: [UInt8]) throws(CryptoError) -> [UInt8] {
    // RFC 2104 section 2 fills short keys up with zeros, so one zero stands for an empty key;
    // an empty array may come with a null pointer, which OpenSSL takes for "no key set".
    let key = key.isEmpty ? [0] : key
    var code = [UInt8](repeating: 0, count: SHA256.byteCount)
    var written = 0
    let context = EVP_MAC_CTX_dup(try unkeyedHMAC.get().pointer)
    defer { EVP_MAC_CTX_free(context) }
    guard let context, EVP_MAC_init(context, key, key.count, nil) == 1,
      EVP_MAC_update(context, bytes, bytes.count) == 1,
      EVP_MAC_final(context, &code, &written, code.count) == 1, written == code.count
    else {
      throw .unavailable(algorithm: "HMAC-SHA256", reason: lastReason())
    }
    return code
  }

  // MARK: Algorithms

  /// An algorithm of OpenSSL's; nobody changes it once it is found.
  private struct Found: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  // Finding one takes longer than hashing a request by it, so each is looked for once; the reason
  // why it isn't there is kept as well.
  private static let foundSHA256 = found("SHA-256", EVP_MD_fetch(nil, "SHA256", nil))
  private static let foundSHA1 = found("SHA-1", EVP_MD_fetch(nil, "SHA1", nil))

  /// An HMAC over SHA-256 that waits for a key; each code is computed by a copy of it.
  private static let unkeyedHMAC = found("HMAC-SHA256", newHMAC(over: "SHA256"))

  private static func found(
    _ algorithm: String,
    _ pointer: OpaquePointer?
  ) -> Result<Found, CryptoError> {
    pointer.map { .success(Found(pointer: $0)) }
      ?? .failure(.unavailable(algorithm: algorithm, reason: lastReason()))
  }

  private static func newHMAC(over digest: String) -> OpaquePointer? {
    let method = EVP_MAC_fetch(nil, "HMAC", nil)
    defer { EVP_MAC_free(method) }
    guard let method, let context = EVP_MAC_CTX_new(method) else { return nil }
    var name = Array(digest.utf8CString)
    let isSet = name.withUnsafeMutableBufferPointer { name in
      let parameters = [
        OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end(),
      ]
      return EVP_MAC_CTX_set_params(context, parameters) == 1
    }
    if isSet { return context }
    EVP_MAC_CTX_free(context)
    return nil
  }

  /// Compares two byte strings of the same length without an early exit.
  static func equal(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard first.count == second.count else { return false }
    return CRYPTO_memcmp(first, second, first.count) == 0
  }

  /// Takes the newest reason off OpenSSL's per-thread error queue and empties the queue.
  private static func lastReason() -> String {
    let code = ERR_peek_last_error()
    ERR_clear_error()
    guard code != 0, let text = ERR_reason_error_string(code) else {
      return "OpenSSL gave no reason"
    }
    return String(cString: text)
  }
}
