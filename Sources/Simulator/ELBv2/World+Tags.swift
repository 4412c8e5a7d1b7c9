import Core

extension World {
  /// Answers AddTags, which replaces the value of a key that is there.
  mutating func addTags(_ inquiry: Inquiry) throws(ServiceError) {
    let arns = try taggedResources(inquiry)
    let added = try Self.tags(inquiry)
    for arn in arns {
      let keys = Set(added.map(\.key))
      let all = (tags[arn] ?? []).filter { !keys.contains($0.key) } + added
      guard all.count(where: { !$0.key.hasPrefix("aws:") }) <= GroupTags.limit else {
        throw ServiceError("TooManyTags", "A resource can have no more than 50 tags")
      }
    }
    for arn in arns {
      for tag in added {
        if let index = tags[arn]?.firstIndex(where: { $0.key == tag.key }) {
          tags[arn]?[index] = tag
        } else {
          tags[arn, default: []].append(tag)
        }
      }
    }
  }

  /// Answers RemoveTags; a key that isn't there is no error.
  mutating func removeTags(_ inquiry: Inquiry) throws(ServiceError) {
    let arns = try taggedResources(inquiry)
    let keys = Set(inquiry.parameters.texts("TagKeys"))
    guard !keys.isEmpty else { throw .missing("tagKeys") }
    for arn in arns { tags[arn]?.removeAll { keys.contains($0.key) } }
  }

  mutating func taggedResources(_ inquiry: Inquiry) throws(ServiceError) -> [String] {
    try withEstate(inquiry.place) { estate throws(ServiceError) in
      try estate.taggedResources(inquiry)
    }
  }

  /// The tags of a request: keys of 1 to 128 characters, each once, and values of at most 256.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html
  static func tags(_ inquiry: Inquiry) throws(ServiceError) -> [Tag] {
    let members = inquiry.parameters.list("Tags")
    guard !members.isEmpty else { throw .missing("tags") }
    var tags: [Tag] = []
    for member in members {
      let tag = Tag(key: member.text("Key") ?? "", value: member.text("Value") ?? "")
      guard (1...128).contains(tag.key.count), tag.value.count <= 256,
        isAllowed(tag.key), isAllowed(tag.value)
      else {
        throw .validation("1 validation error detected: the tag '\(tag.key)' is not valid")
      }
      guard !tag.key.hasPrefix("aws:") else {
        throw .validation("Tag keys can't begin with 'aws:'")
      }
      guard !tags.contains(where: { $0.key == tag.key }) else {
        throw ServiceError("DuplicateTagKeys", "A tag key was specified more than once")
      }
      tags.append(tag)
    }
    return tags
  }

  /// Letters, spaces and numbers of all scripts, and `_ . : / = + - @`.
  private static func isAllowed(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .spaceSeparator:
        true
      default: "_.:/=+-@".unicodeScalars.contains(scalar)
      }
    }
  }
}

// A snapshot counts the tags that aren't mooring's: here each is one with a name made up.
extension World {
  static func tags(of group: TargetGroup) -> [Tag] {
    group.tags.ledgers.sorted { $0.key < $1.key }.map { Tag(key: $0.key, value: $0.value) }
      + (0..<group.tags.others).map { Tag(key: "other-\($0 + 1)", value: "") }
  }

  /// Groups and certificates as an observation shows them with their tags.
  func withTags(_ resources: Resources) -> Resources {
    var resources = resources
    for index in resources.targetGroups.indices {
      resources.targetGroups[index].tags = shownTags(of: resources.targetGroups[index].arn)
    }
    for index in resources.certificates.indices {
      resources.certificates[index].imported = importTags(of: resources.certificates[index].arn)
    }
    return resources
  }

  /// Keeps the former tags, but of groups and certificates whose tags an edit changed.
  mutating func inheritTags(from former: World, _ edited: some Collection<Resources>) {
    let groups = edited.flatMap(\.targetGroups)
      .filter { $0.tags != former.shownTags(of: $0.arn) }
      .map { ($0.arn.description, Self.tags(of: $0)) }
    let certificates = edited.flatMap(\.certificates)
      .filter { $0.imported != former.importTags(of: $0.arn) }
      .map { ($0.arn.description, $0.imported.map(Self.tags) ?? []) }
    tags = former.tags.merging(groups + certificates) { _, new in new }
  }

  static func tags(_ imported: ImportTags) -> [Tag] {
    imported.tags.map { Tag(key: $0.key, value: $0.value) }
  }

  func importTags(of certificate: ARN) -> ImportTags? {
    ImportTags((tags[certificate.description] ?? []).map { ($0.key, $0.value) })
  }

  func shownTags(of group: ARN) -> GroupTags {
    GroupTags((tags[group.description] ?? []).map { ($0.key, $0.value) })
  }
}
