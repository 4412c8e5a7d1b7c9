import Core

extension World {
  /// Answers a call of Certificate Manager.
  mutating func answerACM(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
    switch inquiry.operation {
    case .listCertificates:
      return try withEstate(inquiry.place) { estate throws(ServiceError) in
        try estate.certificates(inquiry)
      }
    case .importCertificate: return try importCertificate(inquiry)
    case .listTagsForCertificate: return .object([.init("Tags", try certificateTags(inquiry))])
    case .addTagsToCertificate:
      try addCertificateTags(inquiry)
      return .object([])
    default:
      return try withEstate(inquiry.place) { estate throws(ServiceError) in
        try estate.certificate(inquiry)
      }
    }
  }

  private mutating func certificateTags(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
    let arn = try namedCertificate(inquiry)
    return .array(
      (tags[arn] ?? []).map {
        .object([.init("Key", .string($0.key)), .init("Value", .string($0.value))])
      }
    )
  }

  private mutating func addCertificateTags(_ inquiry: Inquiry) throws(ServiceError) {
    let arn = try namedCertificate(inquiry)
    let added = try Self.certificateTags(inquiry)
    guard !added.isEmpty else { throw .acmInvalid("Member must not be null: tags") }
    put(added, on: arn)
  }

  private mutating func put(_ added: [Tag], on arn: String) {
    let keys = Set(added.map(\.key))
    tags[arn] = (tags[arn] ?? []).filter { !keys.contains($0.key) } + added
  }

  private mutating func namedCertificate(_ inquiry: Inquiry) throws(ServiceError) -> String {
    try withEstate(inquiry.place) { estate throws(ServiceError) in
      try estate.namedCertificate(inquiry)
    }
  }

  private static func certificateTags(_ inquiry: Inquiry) throws(ServiceError) -> [Tag] {
    let members = inquiry.parameters.list("Tags", wrapper: nil)
    guard members.count <= GroupTags.limit else {
      throw ServiceError("TooManyTagsException", "A certificate can have no more than 50 tags.")
    }
    var tags: [Tag] = []
    for member in members {
      let tag = Tag(key: member.text("Key") ?? "", value: member.text("Value") ?? "")
      guard (1...128).contains(tag.key.count), tag.value.count <= 256,
        !tag.key.hasPrefix("aws:"), !tags.contains(where: { $0.key == tag.key })
      else { throw ServiceError("InvalidTagException", "The tag '\(tag.key)' is not valid.") }
      tags.append(tag)
    }
    return tags
  }

  /// Answers ImportCertificate, anew or in the place of one that was imported before.
  ///
  /// https://docs.aws.amazon.com/acm/latest/APIReference/API_ImportCertificate.html
  private mutating func importCertificate(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
    let received = try ReceivedCertificate(inquiry)
    let added = try Self.certificateTags(inquiry)
    let text: String
    if inquiry.parameters.text("CertificateArn") != nil {
      guard added.isEmpty else {
        throw .acmInvalid("Tagging is not permitted on re-import.")
      }
      text = try namedCertificate(inquiry)
      guard estates[inquiry.place]?.importedCertificates.contains(text) == true else {
        throw .acmInvalid("The certificate \(text) is not imported.")
      }
      let former = estates[inquiry.place]?.certificates[text]?.keyAlgorithm
      guard former == nil || former == received.keyAlgorithm else {
        throw .acmInvalid("The key type and size can't be changed on re-import.")
      }
    } else {
      let digits = newDigits()
      let id = "\(digits.prefix(8))-\(digits.dropFirst(8).prefix(4))-4000-8000-\(digits.suffix(12))"
      text = "arn:aws:acm:\(inquiry.region):\(inquiry.caller.account):certificate/\(id)"
    }
    guard let arn = ARN(text) else { throw .acmInvalid("no ARN") }
    try withEstate(inquiry.place) { estate throws(ServiceError) in
      estate.certificates.insert(received.certificate(arn), key: text)
      estate.importedCertificates.insert(text)
    }
    put(added, on: text)
    return .object([.init("CertificateArn", .string(text))])
  }
}

extension ServiceError {
  static func acmInvalid(_ message: String) -> ServiceError {
    ServiceError("ValidationException", message)
  }
}
