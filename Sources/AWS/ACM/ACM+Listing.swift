extension ACM {
  /// A certificate as a list shows it.
  package struct CertificateSummary: Hashable, Sendable {
    package var arn: String

    /// Nil where ACM shows none, as for a certificate without a common name.
    package var domainName: String?

    /// The names that the certificate covers, at most 100 of them.
    package var subjectAlternativeNames: [String]

    /// Whether it covers more names than are listed.
    package var hasMoreNames: Bool

    /// ACM's words, such as `ISSUED`, `IMPORTED` and `EC_prime256v1`.
    package var status: String?
    package var type: String?
    package var keyAlgorithm: String?

    /// Seconds since 1970; nil until the certificate is issued.
    package var notAfter: Int?
  }

  /// The key types that ACM knows; it lists RSA keys up to 2048 bits only, unless it is asked for
  /// others by name.
  ///
  /// <https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html>
  static let keyTypes = [
    "RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1",
    "EC_secp521r1",
  ]

  /// Asks for the certificates of the Region that have one of these statuses, whatever their keys.
  package static func listCertificates(statuses: [String]) -> Listing<CertificateSummary> {
    Listing(.listCertificates) { token in
      var members = [
        ("CertificateStatuses", list(statuses)), ("Includes", "{\"keyTypes\": \(list(keyTypes))}"),
        ("MaxItems", "1000"),
      ]
      if let token { members.append(("NextToken", JSONReading.quoted(token))) }
      let message = message(.listCertificates, members)
      return Call(.listCertificates, sending: message) { body throws(ReadingError) in
        let answer = try JSONReading.decode(ListAnswer.self, from: body)
        return Page(items: answer.certificates, next: answer.next)
      }
    }
  }

  private struct ListAnswer: Decodable {
    var certificates: [CertificateSummary]
    var next: String?

    private enum CodingKeys: String, CodingKey {
      case certificates = "CertificateSummaryList"
      case next = "NextToken"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      certificates = try members.decode([CertificateSummary].self, forKey: .certificates)
      next = try members.text(.next)
    }
  }
}

extension ACM.CertificateSummary: Decodable {
  private enum CodingKeys: String, CodingKey {
    case arn = "CertificateArn"
    case domainName = "DomainName"
    case subjectAlternativeNames = "SubjectAlternativeNameSummaries"
    case hasMoreNames = "HasAdditionalSubjectAlternativeNames"
    case status = "Status"
    case type = "Type"
    case keyAlgorithm = "KeyAlgorithm"
    case notAfter = "NotAfter"
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    arn = try members.decode(String.self, forKey: .arn)
    domainName = try members.text(.domainName)
    subjectAlternativeNames =
      try members.decodeIfPresent([String].self, forKey: .subjectAlternativeNames) ?? []
    hasMoreNames = try members.decodeIfPresent(Bool.self, forKey: .hasMoreNames) ?? false
    status = try members.text(.status)
    type = try members.text(.type)
    keyAlgorithm = try members.text(.keyAlgorithm)?.replacing("-", with: "_")
    notAfter = try members.epochSeconds(.notAfter)
  }
}
