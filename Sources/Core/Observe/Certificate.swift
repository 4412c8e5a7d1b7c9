/// A certificate, as ACM's DescribeCertificate shows it.
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

  package init(
    arn: ARN,
    domainName: String,
    subjectAlternativeNames: [String] = [],
    status: String,
    notAfter: Int? = nil
  ) {
    self.arn = arn
    self.domainName = domainName
    self.subjectAlternativeNames = subjectAlternativeNames
    self.status = status
    self.notAfter = notAfter
  }
}
