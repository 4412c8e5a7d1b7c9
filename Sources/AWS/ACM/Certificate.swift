extension ACM {
  /// A certificate as ACM keeps it; of its many members those that say what it is good for.
  package struct Certificate: Hashable, Sendable {
    package var arn: String
    package var domainName: String

    /// The names that the certificate covers, in ACM's order.
    package var subjectAlternativeNames: [String]

    /// ACM's word, such as `ISSUED`.
    package var status: String

    /// Seconds since 1970; nil until the certificate is issued.
    package var notAfter: Int?
  }
}

extension ACM.Certificate: Decodable {
  private enum CodingKeys: String, CodingKey {
    case arn = "CertificateArn"
    case domainName = "DomainName"
    case subjectAlternativeNames = "SubjectAlternativeNames"
    case status = "Status"
    case notAfter = "NotAfter"
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    arn = try members.decode(String.self, forKey: .arn)
    domainName = try members.decode(String.self, forKey: .domainName)
    subjectAlternativeNames =
      try members.decodeIfPresent([String].self, forKey: .subjectAlternativeNames) ?? []
    status = try members.decode(String.self, forKey: .status)
    notAfter = try members.epochSeconds(.notAfter)
  }
}
