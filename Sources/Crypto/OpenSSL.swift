import CCrypto

/// Every call into libcrypto that hashes or compares; nothing unsafe leaves this file.
enum OpenSSL {
  // To find an algorithm takes longer than to hash a request with it: each is found once.
  private nonisolated(unsafe) static let foundSHA256 = EVP_MD_fetch(nil, "SHA256", nil)
  private nonisolated(unsafe) static let foundSHA1 = EVP_MD_fetch(nil, "SHA1", nil)

  /// Computes the 32 bytes of a SHA-256 digest.
  static func sha256(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    try digest(bytes, "SHA-256", by: foundSHA256, byteCount: SHA256.byteCount)
  }

  /// Computes the 20 bytes of a SHA-1 digest.
  static func sha1(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    try digest(bytes, "SHA-1", by: foundSHA1, byteCount: SHA1.byteCount)
  }

  private static func digest(
    _ bytes: [UInt8],
    _ algorithm: String,
    by found: OpaquePointer?,
    byteCount: Int
  ) throws(CryptoError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    var written: UInt32 = 0
    guard let found, EVP_Digest(bytes, bytes.count, &digest, &written, found, nil) == 1,
      written == digest.count
    else {
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
    let context = unkeyedHMAC.flatMap { EVP_MAC_CTX_dup($0) }
    defer { EVP_MAC_CTX_free(context) }
    guard let context, EVP_MAC_init(context, key, key.count, nil) == 1,
      EVP_MAC_update(context, bytes, bytes.count) == 1,
      EVP_MAC_final(context, &code, &written, code.count) == 1, written == code.count
    else {
      throw .unavailable(algorithm: "HMAC-SHA256", reason: lastReason())
    }
    return code
  }

  /// An HMAC over SHA-256 that waits for a key; each code begins with a copy of it.
  private nonisolated(unsafe) static let unkeyedHMAC: OpaquePointer? = {
    let method = EVP_MAC_fetch(nil, "HMAC", nil)
    defer { EVP_MAC_free(method) }
    guard let method, let context = EVP_MAC_CTX_new(method) else { return nil }
    var digest = Array("SHA256".utf8CString)
    let isSet = digest.withUnsafeMutableBufferPointer { name in
      let parameters = [
        OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end(),
      ]
      return EVP_MAC_CTX_set_params(context, parameters) == 1
    }
    guard isSet else {
      EVP_MAC_CTX_free(context)
      return nil
    }
    return context
  }()

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
