import Core

extension Estate {
  /// Answers DescribeCertificate; a certificate of another Region is not found.
  ///
  /// https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html
  func certificate(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
    let text = try namedCertificate(inquiry)
    guard let certificate = certificates[text] else { throw .noCertificate(text, inquiry) }
    let users = users(of: certificate.arn)
    let json = certificate.json(type: type(of: text), inUseBy: users)
    return .object([.init("Certificate", json)])
  }

  /// Answers ListCertificates: one page, and no keys but those that are asked for.
  ///
  /// https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html
  func certificates(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
    let parameters = inquiry.parameters
    let statuses = Set(parameters.texts("CertificateStatuses", wrapper: nil))
    let asked = Set(parameters["Includes"]?.texts("keyTypes", wrapper: nil) ?? [])
    let keys = asked.isEmpty ? ["RSA_1024", "RSA_2048"] : asked
    let size = try inquiry.number("MaxItems") ?? 1000
    guard (1...1000).contains(size) else { throw .acmInvalid("MaxItems is out of range") }
    var key: String?
    if let token = parameters.text("NextToken") {
      key = PageToken.key(in: token)
      if key == nil { throw ServiceError("InvalidArgsException", "The token is not valid") }
    }
    let page = certificates.page(after: key, limit: size) { certificate in
      (statuses.isEmpty || statuses.contains(certificate.status))
        && keys.contains(certificate.keyAlgorithm ?? Self.usualKey)
    }
    let summaries = page.rows.map { certificate in
      certificate.summary(
        type: type(of: certificate.arn.description),
        isInUse: !users(of: certificate.arn).isEmpty
      )
    }
    return .object(
      [.init("CertificateSummaryList", .array(summaries))]
        + [JSONText.Member("NextToken", page.next.map(PageToken.text))].compactMap { $0 }
    )
  }

  /// The ARN of a certificate that a call names, which must be there.
  func namedCertificate(_ inquiry: Inquiry) throws(ServiceError) -> String {
    guard let text = inquiry.parameters.text("CertificateArn") else {
      throw ServiceError(
        "ValidationException",
        "1 validation error detected: Value null at 'certificateArn' failed to satisfy constraint: "
          + "Member must not be null"
      )
    }
    guard let arn = ARN(text), arn.service == "acm", arn.resource.hasPrefix("certificate/") else {
      throw ServiceError(
        "ValidationException",
        "1 validation error detected: Value '\(text)' at 'certificateArn' failed to satisfy "
          + "constraint: Member must satisfy regular expression pattern: "
          + "arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:[\\w+=/,.@-]*:[0-9]+:[\\w+=,.@-]+(/[\\w+=,.@-]+)*"
      )
    }
    guard certificates.has(text) else { throw .noCertificate(text, inquiry) }
    return text
  }

  private func users(of certificate: ARN) -> [String] {
    let users = listeners.all.map(\.settings).filter { $0.certificate == certificate }
    return Set(users.map(\.loadBalancer.description)).sorted()
  }

  private func type(of arn: String) -> String {
    importedCertificates.contains(arn) ? "IMPORTED" : "AMAZON_ISSUED"
  }

  /// The key of a certificate of which the world doesn't say.
  fileprivate static let usualKey = "RSA_2048"
}

extension ServiceError {
  fileprivate static func noCertificate(_ text: String, _ inquiry: Inquiry) -> ServiceError {
    ServiceError(
      "ResourceNotFoundException",
      "Could not find certificate \(text) in account \(inquiry.caller.account)."
    )
  }
}

extension Certificate {
  // ACM repeats the domain name among the alternative names.
  private var allNames: [String] {
    [domainName] + subjectAlternativeNames.filter { $0 != domainName }
  }

  fileprivate func json(type: String, inUseBy users: [String]) -> JSONText {
    // DescribeCertificate writes the algorithm with a hyphen.
    let key = (keyAlgorithm ?? Estate.usualKey).replacing("_", with: "-")
    return .object(
      [
        JSONText.Member("CertificateArn", .string(arn.description)),
        JSONText.Member("DomainName", .string(domainName)),
        JSONText.Member("SubjectAlternativeNames", .strings(allNames)),
        JSONText.Member("Status", .string(status)),
        JSONText.Member("Type", .string(type)),
        JSONText.Member("KeyAlgorithm", .string(key)),
        JSONText.Member("InUseBy", .strings(users)),
        notAfter.map { JSONText.Member("NotAfter", .number($0)) },
      ].compactMap { $0 }
    )
  }

  /// The certificate as a list shows it, with a hundred names at most.
  fileprivate func summary(type: String, isInUse: Bool) -> JSONText {
    .object(
      [
        JSONText.Member("CertificateArn", .string(arn.description)),
        JSONText.Member("DomainName", .string(domainName)),
        JSONText.Member("SubjectAlternativeNameSummaries", .strings(Array(allNames.prefix(100)))),
        JSONText.Member("HasAdditionalSubjectAlternativeNames", .boolean(allNames.count > 100)),
        JSONText.Member("Status", .string(status)),
        JSONText.Member("Type", .string(type)),
        JSONText.Member("KeyAlgorithm", .string(keyAlgorithm ?? Estate.usualKey)),
        JSONText.Member("InUse", .boolean(isInUse)),
        notAfter.map { JSONText.Member("NotAfter", .number($0)) },
      ].compactMap { $0 }
    )
  }
}
