/// A certificate to be imported from files; the private key is read when it is sent, and not before.
package struct CertificateImport: Hashable, Sendable {
  package var paths: CertificatePaths

  /// What certificate and chain have to hold when they are sent.
  package var digest: String

  /// The first of its names, for people.
  package var domainName: String

  /// The certificate that gets this content and keeps its ARN; nil for a new one.
  package var into: ARN?

  package init(paths: CertificatePaths, digest: String, domainName: String, into: ARN?) {
    self.paths = paths
    self.digest = digest
    self.domainName = domainName
    self.into = into
  }
}

/// The certificate that was imported for a binding, and what was imported.
package struct ImportedCertificate: Hashable, Sendable {
  package var arn: ARN
  package var digest: String

  package init(arn: ARN, digest: String) {
    self.arn = arn
    self.digest = digest
  }

  /// Whether an import has led to it.
  package func isResult(of new: CertificateImport) -> Bool {
    digest == new.digest && new.into.map { $0 == arn } ?? true
  }
}
