/// A certificate as RFC 5280 has it, read by OpenSSL: what it is for, and until when.
package struct X509Certificate: Sendable {
  /// The kind of the public key.
  package enum Key: Hashable, Sendable {
    case rsa(bits: Int)
    /// OpenSSL's name of the curve, such as `prime256v1`.
    case curve(String)
    /// OpenSSL's name of any other kind, such as `ED25519`.
    case other(String)
  }

  /// The certificate itself, in DER.
  package let der: [UInt8]

  /// The subject in OpenSSL's one-line form, for people.
  package let subject: String

  /// The DNS names that it is for: those of the extension, or else the common name.
  package let names: [String]

  /// Seconds since 1970-01-01T00:00:00Z, as the next.
  package let notBefore: Int
  package let notAfter: Int

  package let key: Key

  private let read: OpenSSLCertificates.Certificate

  init(
    der: [UInt8],
    subject: String,
    names: [String],
    notBefore: Int,
    notAfter: Int,
    key: Key,
    read: OpenSSLCertificates.Certificate
  ) {
    self.der = der
    self.subject = subject
    self.names = names
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.key = key
    self.read = read
  }

  /// Reads all certificates of a PEM text, in their order; what stands between them is passed over.
  ///
  /// - Throws: Where one of them can't be read, or none is there.
  package static func certificates(
    inPEM text: [UInt8]
  ) throws(CertificateError) -> [X509Certificate] {
    let found = try OpenSSLCertificates.read(text)
    guard !found.isEmpty else { throw .none }
    return found
  }

  /// The certificate in PEM, with nothing around it.
  package var pem: [UInt8] {
    var text = Array("-----BEGIN CERTIFICATE-----\n".utf8)
    let base64 = Base64.encode(der)
    for start in stride(from: 0, to: base64.count, by: 64) {
      text += base64[start..<min(start + 64, base64.count)]
      text.append(UInt8(ascii: "\n"))
    }
    return text + Array("-----END CERTIFICATE-----\n".utf8)
  }

  /// Whether another certificate's key has signed this one, and its name is the issuer's.
  package func isSigned(by issuer: X509Certificate) -> Bool {
    OpenSSLCertificates.isSigned(read, by: issuer.read)
  }

  /// Whether a private key is this certificate's.
  package func isCertified(_ key: PrivateKey) -> Bool { key.fits(read) }
}

extension X509Certificate: Hashable {
  package static func == (first: X509Certificate, second: X509Certificate) -> Bool {
    first.der == second.der
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

/// Why no certificate could be read from a text.
package enum CertificateError: Error, Hashable, Sendable {
  /// There is no certificate in it.
  case none
  /// One is there and can't be read, in OpenSSL's own words.
  case unreadable(reason: String)
}
