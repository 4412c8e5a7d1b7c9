/// What is known of a target group's tags: mooring's own, and how many others there are.
///
/// Other people's tags are counted and not kept, so that no snapshot tells them.
package struct GroupTags: Hashable, Sendable {
  /// The tags that hold ledgers, by key.
  package var ledgers: [String: String]

  /// How many other tags count against AWS's limit; those that AWS itself makes don't.
  package var others: Int

  /// The most tags that a resource may have.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-tags.html
  package static let limit = 50

  /// What all keys of ledgers begin with: the prefix to name in Terraform's `ignore_tags`.
  package static let ledgerPrefix = "mooring:targets:"

  package init(ledgers: [String: String] = [:], others: Int = 0) {
    self.ledgers = ledgers
    self.others = others
  }

  /// Takes what is mooring's from all tags of a group.
  package init(_ tags: [(key: String, value: String)]) {
    self.init()
    for (key, value) in tags {
      if key.hasPrefix(Self.ledgerPrefix) {
        ledgers[key] = value
      } else if !key.hasPrefix("aws:") {
        others += 1
      }
    }
  }

  package var isEmpty: Bool { ledgers.isEmpty && others == 0 }
}
