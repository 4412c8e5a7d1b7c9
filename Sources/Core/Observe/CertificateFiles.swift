/// What the PEM files of an import hold, as far as it is nobody's secret.
///
/// Files are no part of AWS; they are observed with it, so that a plan is made from nothing else.
package struct CertificateFiles: Hashable, Sendable {
  package var paths: CertificatePaths

  /// Nil where certificate or chain can't be read.
  package var content: Content?

  /// What stands against the import of the files, sorted.
  package var troubles: [Trouble]

  package init(_ paths: CertificatePaths, content: Content?, troubles: [Trouble] = []) {
    self.paths = paths
    self.content = content
    self.troubles = troubles
  }

  package struct Content: Hashable, Sendable {
    /// SHA-256 of certificate and chain, as `sha256:` and hexadecimal digits.
    package var digest: String

    /// The DNS names that it is for, sorted.
    package var names: [String]

    /// Seconds since 1970-01-01T00:00:00Z, as the next.
    package var notBefore: Int
    package var notAfter: Int

    /// ACM's word, such as `EC_prime256v1`; for a key that ACM doesn't take, OpenSSL's.
    package var keyAlgorithm: String

    package init(
      digest: String,
      names: [String],
      notBefore: Int,
      notAfter: Int,
      keyAlgorithm: String
    ) {
      self.digest = digest
      self.names = names
      self.notBefore = notBefore
      self.notAfter = notAfter
      self.keyAlgorithm = keyAlgorithm
    }
  }

  /// Why a file can't be imported.
  package struct Trouble: Error, Hashable, Comparable, Sendable {
    package var path: String

    /// A clause about the file, such as `it holds no certificate`.
    package var what: String

    /// What to do about it.
    package var remedy: String

    package init(_ path: String, _ what: String, remedy: String) {
      self.path = path
      self.what = what
      self.remedy = remedy
    }

    package static func < (left: Self, right: Self) -> Bool {
      (left.path, left.what, left.remedy) < (right.path, right.what, right.remedy)
    }
  }

  /// The certificate that was imported for a binding before; of several the one with this content,
  /// else one that ACM would take this key into, and else the first by its ARN.
  package func imported(for binding: String, among certificates: [Certificate]) -> Certificate? {
    let own = certificates.filter { $0.imported?.binding == binding }.sorted { $0.arn < $1.arn }
    return own.first { holds($0) }
      ?? own.first { $0.keyAlgorithm == content?.keyAlgorithm }
      ?? own.first
  }

  /// Whether a certificate was imported from this content, and not from another by hand since.
  package func holds(_ certificate: Certificate) -> Bool {
    guard let content, certificate.status == "ISSUED" else { return false }
    return certificate.imported?.digest == content.digest
      && certificate.notAfter.map { $0 == content.notAfter } ?? true
  }
}

/// The PEM files of an import, as absolute paths.
package struct CertificatePaths: Hashable, Comparable, Sendable {
  package var certificate: String

  /// Nil where nobody stands between the certificate and a root.
  package var chain: String?

  package var privateKey: String

  package init(certificate: String, chain: String?, privateKey: String) {
    self.certificate = certificate
    self.chain = chain
    self.privateKey = privateKey
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.certificate, left.chain ?? "", left.privateKey)
      < (right.certificate, right.chain ?? "", right.privateKey)
  }
}

extension CertificateSource {
  /// The files of an import; nil for any other source.
  package var paths: CertificatePaths? {
    guard case .files(let certificate, let chain, let privateKey) = self else { return nil }
    return CertificatePaths(certificate: certificate, chain: chain, privateKey: privateKey)
  }
}
