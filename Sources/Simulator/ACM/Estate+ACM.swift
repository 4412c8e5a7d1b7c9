import Core

extension Estate {
  /// Answers DescribeCertificate; a certificate of another Region is not found.
  ///
  /// https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html
  func certificate(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
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
    guard let certificate = certificates[text] else {
      throw ServiceError(
        "ResourceNotFoundException",
        "Could not find certificate \(text) in account \(inquiry.caller.account)."
      )
    }
    let users = Set(
      listeners.all.map(\.settings).filter { $0.certificate == arn }.map(\.loadBalancer.description)
    ).sorted()
    return .object([.init("Certificate", certificate.json(inUseBy: users))])
  }
}

extension Certificate {
  // ACM repeats the domain name among the alternative names.
  fileprivate func json(inUseBy users: [String]) -> JSONText {
    let others = subjectAlternativeNames.filter { $0 != domainName }
    return .object(
      [
        JSONText.Member("CertificateArn", .string(arn.description)),
        JSONText.Member("DomainName", .string(domainName)),
        JSONText.Member("SubjectAlternativeNames", .strings([domainName] + others)),
        JSONText.Member("Status", .string(status)),
        JSONText.Member("Type", .string("AMAZON_ISSUED")),
        JSONText.Member("KeyAlgorithm", .string("RSA-2048")),
        JSONText.Member("InUseBy", .strings(users)),
        notAfter.map { JSONText.Member("NotAfter", .number($0)) },
      ].compactMap { $0 }
    )
  }
}
