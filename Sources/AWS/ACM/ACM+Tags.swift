extension ACM {
  /// A tag of a certificate; ACM leaves the value out for a tag that is only a key.
  package struct Tag: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }

    fileprivate var json: String {
      "{\"Key\": \(JSONReading.quoted(key)), \"Value\": \(JSONReading.quoted(value))}"
    }
  }

  /// Asks for the tags of a certificate; one that doesn't exist is a `ResourceNotFoundException`.
  package static func listTags(of arn: String) -> Call<[Tag]> {
    let operation = APIOperation.listTagsForCertificate
    let message = message(operation, [("CertificateArn", JSONReading.quoted(arn))])
    return Call(operation, about: arn, sending: message) { body throws(ReadingError) in
      try JSONReading.decode(TagsAnswer.self, from: body).tags ?? []
    }
  }

  private struct TagsAnswer: Decodable {
    var tags: [Tag]?

    private enum CodingKeys: String, CodingKey {
      case tags = "Tags"
    }
  }

  /// Adds tags to a certificate; where it has a tag of the same key, that one's value is replaced.
  package static func addTags(_ tags: [Tag], to arn: String) -> Call<Done> {
    let operation = APIOperation.addTagsToCertificate
    let members = [("CertificateArn", JSONReading.quoted(arn)), ("Tags", list(tags))]
    return Call(operation, about: arn, sending: message(operation, members)) { _ in Done() }
  }

  static func list(_ tags: [Tag]) -> String { "[\(tags.map(\.json).joined(separator: ", "))]" }
}

extension ACM.Tag: Decodable {
  private enum CodingKeys: String, CodingKey {
    case key = "Key"
    case value = "Value"
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    key = try members.decode(String.self, forKey: .key)
    value = try members.decodeIfPresent(String.self, forKey: .value) ?? ""
  }
}
