import CCrypto

/// Every call into libcrypto that hashes or compares; nothing unsafe leaves this file.
enum OpenSSL {
  /// Computes the 32 bytes of a SHA-256 digest.
  static func sha256(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    try digest(bytes, "SHA-256", fetching: "SHA256", byteCount: SHA256.byteCount)
  }

  /// Computes the 20 bytes of a SHA-1 digest.
  static func sha1(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    try digest(bytes, "SHA-1", fetching: "SHA1", byteCount: SHA1.byteCount)
  }

  private static func digest(
    _ bytes: [UInt8],
    _ algorithm: String,
    fetching name: String,
    byteCount: Int
  ) throws(CryptoError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    var written = 0
    let status = EVP_Q_digest(nil, name, nil, bytes, bytes.count, &digest, &written)
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
    let result = EVP_Q_mac(
      nil,
      "HMAC",
      nil,
      "SHA256",
      nil,
      key,
      key.count,
      bytes,
      bytes.count,
      &code,
      code.count,
      &written
    )
    guard result != nil, written == code.count else {
      throw .unavailable(algorithm: "HMAC-SHA256", reason: lastReason())
    }
    return code
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
