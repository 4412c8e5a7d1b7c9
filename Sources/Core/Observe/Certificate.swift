/// A certificate, as ACM's DescribeCertificate and ListCertificates show it.
///
/// https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
package struct Certificate: Hashable, Sendable {
  package var arn: ARN
  package var domainName: String

  /// The domains it covers beside `domainName`.
  package var subjectAlternativeNames: [String]

  /// ACM's word, such as `ISSUED`.
  package var status: String

  /// Seconds since 1970-01-01T00:00:00Z; nil before it is issued.
  package var notAfter: Int?

  /// ACM's word, such as `EC_prime256v1`; nil where none was looked at.
  package var keyAlgorithm: String?

  /// Whose import it is and what was imported, by mooring's tags; nil where it has none, or where
  /// none were looked at.
  package var imported: ImportTags?

  package init(
    arn: ARN,
    domainName: String,
    subjectAlternativeNames: [String] = [],
    status: String,
    notAfter: Int? = nil,
    keyAlgorithm: String? = nil,
    imported: ImportTags? = nil
  ) {
    self.arn = arn
    self.domainName = domainName
    self.subjectAlternativeNames = subjectAlternativeNames
    self.status = status
    self.notAfter = notAfter
    self.keyAlgorithm = keyAlgorithm
    self.imported = imported
  }

  package var names: [String] { [domainName] + subjectAlternativeNames }
}

/// What mooring's tags say of a certificate that it has imported.
package struct ImportTags: Hashable, Sendable {
  /// The name of the binding that it was imported for.
  package var binding: String

  /// The digest of certificate and chain; nil where the tag is lost.
  package var digest: String?

  package static let bindingKey = "mooring:binding"
  package static let digestKey = "mooring:certificate-digest"

  package init(binding: String, digest: String? = nil) {
    self.binding = binding
    self.digest = digest
  }

  /// Takes what is mooring's from all tags of a certificate.
  package init?(_ tags: [(key: String, value: String)]) {
    guard let binding = tags.first(where: { $0.key == Self.bindingKey })?.value else { return nil }
    self.init(binding: binding, digest: tags.first { $0.key == Self.digestKey }?.value)
  }

  package var tags: [(key: String, value: String)] {
    [(Self.bindingKey, binding)] + (digest.map { [(Self.digestKey, $0)] } ?? [])
  }
}
