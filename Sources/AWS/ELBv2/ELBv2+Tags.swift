extension ELBv2 {
  /// The tags of one resource.
  package struct TagDescription: Hashable, Sendable {
    package var resourceARN: String
    package var tags: [Tag]
  }

  /// Asks for the tags of resources; one that doesn't exist fails the call.
  ///
  /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html>: up
  /// to 20 resources a call, and no pages.
  package static func describeTags(of arns: [String]) -> Listing<TagDescription> {
    Listing(.describeTags, of: arns, atMost: 20) { arns, _ in
      var form = form(.describeTags)
      form.set("ResourceArns.member", arns)
      return call(form, .describeTags) { result throws(ReadingError) in
        Page(
          items: try result.requiredList("TagDescriptions", of: "member") {
            member throws(ReadingError) in try TagDescription(member)
          },
          next: nil
        )
      }
    }
  }

  /// Adds tags to a resource; where it has a tag of the same key, that one's value is replaced.
  package static func addTags(_ tags: [Tag], to arn: String) -> Call<Done> {
    var form = form(.addTags)
    form.set("ResourceArns.member", [arn])
    form.set("Tags.member", each: tags) { $2.write(to: &$0, as: $1) }
    return call(form, .addTags, about: arn) { _ in Done() }
  }

  /// Takes the tags of some keys off a resource; one that isn't there is no error.
  package static func removeTags(_ keys: [String], from arn: String) -> Call<Done> {
    var form = form(.removeTags)
    form.set("ResourceArns.member", [arn])
    form.set("TagKeys.member", keys)
    return call(form, .removeTags, about: arn) { _ in Done() }
  }
}

extension ELBv2.TagDescription {
  init(_ member: XMLElement) throws(ReadingError) {
    resourceARN = try member.text("ResourceArn")
    tags = try member.list("Tags", of: "member") { tag throws(ReadingError) in
      // AWS leaves the value out, or sends it empty, for a tag that is only a key.
      ELBv2.Tag(key: try tag.text("Key"), value: tag.optionalText("Value") ?? "")
    }
  }
}
