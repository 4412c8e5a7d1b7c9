import CCrypto
import Glibc

/// Every call into libcrypto that reads certificates and keys; nothing unsafe leaves this file.
enum OpenSSLCertificates {
  /// A certificate that OpenSSL has read, given back when the last user lets it go.
  ///
  /// It is only asked about, which OpenSSL allows on any thread.
  final class Certificate: @unchecked Sendable {
    fileprivate let pointer: OpaquePointer
    fileprivate init(owning pointer: OpaquePointer) { self.pointer = pointer }
    deinit { X509_free(pointer) }
  }

  /// A private key likewise; OpenSSL cleanses its memory.
  final class Key: @unchecked Sendable {
    fileprivate let pointer: OpaquePointer
    fileprivate init(owning pointer: OpaquePointer) { self.pointer = pointer }
    deinit { EVP_PKEY_free(pointer) }
  }

  // MARK: Certificates

  /// The certificates of a PEM text, in their order.
  static func read(_ text: [UInt8]) throws(CertificateError) -> [X509Certificate] {
    guard let source = BIO_new_mem_buf(text, Int32(clamping: text.count)) else { return [] }
    defer { BIO_free(source) }
    var found: [X509Certificate] = []
    ERR_clear_error()
    while let certificate = PEM_read_bio_X509(source, nil, { _, _, _, _ in -1 }, nil) {
      guard let read = value(of: Certificate(owning: certificate)) else {
        throw .unreadable(reason: lastReason())
      }
      found.append(read)
    }
    // The end of the text is told as an error too.
    let code = ERR_peek_last_error()
    guard code == 0 || ERR_GET_REASON(code) == PEM_R_NO_START_LINE else {
      throw .unreadable(reason: lastReason())
    }
    ERR_clear_error()
    return found
  }

  private static func value(of read: Certificate) -> X509Certificate? {
    let certificate = read.pointer
    guard let der = der(of: certificate),
      let notBefore = seconds(X509_get0_notBefore(certificate)),
      let notAfter = seconds(X509_get0_notAfter(certificate)),
      let subject = X509_get_subject_name(certificate)
    else { return nil }
    let names = alternativeNames(of: certificate)
    return X509Certificate(
      der: der,
      subject: line(subject),
      names: names.isEmpty ? [commonName(subject)].compactMap(\.self) : names,
      notBefore: notBefore,
      notAfter: notAfter,
      key: X509_get0_pubkey(certificate).map(key) ?? .other("unknown"),
      read: read
    )
  }

  private static func der(of certificate: OpaquePointer) -> [UInt8]? {
    let length = i2d_X509(certificate, nil)
    guard length > 0 else { return nil }
    var der = [UInt8](repeating: 0, count: Int(length))
    let written = der.withUnsafeMutableBufferPointer { buffer in
      var place = buffer.baseAddress
      return i2d_X509(certificate, &place)
    }
    return written == length ? der : nil
  }

  private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int? {
    var parts = tm()
    guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    return timegm(&parts)
  }

  /// The names of the extension that are DNS names.
  private static func alternativeNames(of certificate: OpaquePointer) -> [String] {
    let extended = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil)
    guard let list = extended.map({ OpaquePointer($0) }) else { return [] }
    defer { GENERAL_NAMES_free(list) }
    return (0..<max(0, OPENSSL_sk_num(list))).compactMap { index in
      var kind: Int32 = 0
      guard let member = OPENSSL_sk_value(list, index) else { return nil }
      let name = member.assumingMemoryBound(to: GENERAL_NAME.self)
      guard let found = GENERAL_NAME_get0_value(name, &kind), kind == GEN_DNS else { return nil }
      return text(found.assumingMemoryBound(to: ASN1_STRING.self))
    }
  }

  private static func text(_ string: UnsafePointer<ASN1_STRING>) -> String? {
    let count = Int(ASN1_STRING_length(string))
    guard count > 0, let bytes = ASN1_STRING_get0_data(string) else { return nil }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  private static func commonName(_ name: OpaquePointer) -> String? {
    let index = X509_NAME_get_index_by_NID(name, NID_commonName, -1)
    guard index >= 0, let entry = X509_NAME_get_entry(name, index),
      let value = X509_NAME_ENTRY_get_data(entry)
    else { return nil }
    return text(value)
  }

  private static func line(_ name: OpaquePointer) -> String {
    var line = [CChar](repeating: 0, count: 512)
    guard X509_NAME_oneline(name, &line, Int32(line.count)) != nil else { return "" }
    let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func key(_ key: OpaquePointer) -> X509Certificate.Key {
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA: return .rsa(bits: Int(EVP_PKEY_get_bits(key)))
    case EVP_PKEY_EC:
      var name = [CChar](repeating: 0, count: 80)
      var length = 0
      guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else {
        return .other("EC")
      }
      let bytes = name.prefix(length).map { UInt8(bitPattern: $0) }
      return .curve(String(decoding: bytes, as: UTF8.self))
    default: return .other(EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "unknown")
    }
  }

  static func isSigned(_ subject: Certificate, by issuer: Certificate) -> Bool {
    defer { ERR_clear_error() }
    guard X509_check_issued(issuer.pointer, subject.pointer) == X509_V_OK,
      let key = X509_get0_pubkey(issuer.pointer)
    else { return false }
    return X509_verify(subject.pointer, key) == 1
  }

  // MARK: Keys

  /// Takes the key out of a PEM text.
  static func privateKey(in text: CleansedBytes) throws(PrivateKey.Refusal) -> Key {
    try text.withBytes { read($0) }.get()
  }

  /// Writes a key in PEM, by PKCS #8.
  static func written(_ key: Key) throws(PrivateKey.Refusal) -> CleansedBytes {
    guard let written = pkcs8(key.pointer) else { throw .unreadable(reason: lastReason()) }
    return written
  }

  static func isKey(_ key: Key, of certificate: Certificate) -> Bool {
    defer { ERR_clear_error() }
    return X509_check_private_key(certificate.pointer, key.pointer) == 1
  }

  private static func read(_ text: UnsafeRawBufferPointer) -> Result<Key, PrivateKey.Refusal> {
    guard let source = BIO_new_mem_buf(text.baseAddress, Int32(clamping: text.count)) else {
      return .failure(.unreadable(reason: lastReason()))
    }
    defer { BIO_free(source) }
    ERR_clear_error()
    // Without a function of its own OpenSSL would ask for the pass phrase on the terminal.
    var isAsked = false
    let key = withUnsafeMutablePointer(to: &isAsked) { asked in
      PEM_read_bio_PrivateKey(
        source,
        nil,
        { _, _, _, asked in
          asked?.assumingMemoryBound(to: Bool.self).pointee = true
          return -1
        },
        asked
      )
    }
    guard let key else {
      let reason = lastReason()
      return .failure(isAsked ? .encrypted : .unreadable(reason: reason))
    }
    return .success(Key(owning: key))
  }

  private static func pkcs8(_ key: OpaquePointer) -> CleansedBytes? {
    // OpenSSL cleanses what such a memory held when it is freed.
    guard let memory = BIO_new(BIO_s_secmem()) else { return nil }
    defer { BIO_free(memory) }
    guard PEM_write_bio_PKCS8PrivateKey(memory, key, nil, nil, 0, nil, nil) == 1 else { return nil }
    var start: UnsafeMutablePointer<CChar>?
    let count = BIO_ctrl(memory, BIO_CTRL_INFO, 0, &start)
    guard count > 0, let start else { return nil }
    return CleansedBytes(copying: UnsafeRawBufferPointer(start: start, count: count))
  }

  static func cleanse(_ buffer: UnsafeMutableRawBufferPointer) {
    if let start = buffer.baseAddress { OPENSSL_cleanse(start, buffer.count) }
  }

  /// Takes the newest reason off OpenSSL's per-thread error queue and empties the queue.
  private static func lastReason() -> String {
    let code = ERR_peek_last_error()
    ERR_clear_error()
    if code != 0, ERR_GET_REASON(code) == PEM_R_NO_START_LINE {
      return "no line begins it"
    }
    guard code != 0, let text = ERR_reason_error_string(code) else {
      return "OpenSSL gave no reason"
    }
    return String(cString: text)
  }
}
