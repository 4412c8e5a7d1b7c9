/// One binding's record of the targets that are its own to remove, as tags on the target group.
///
/// The keys are `mooring:targets:BINDING:1` and so on. A value holds entries `ADDRESS/PORT`, one
/// space between two, at most 256 characters. Each binding has a ledger of its own, so that two of
/// one group neither remove nor release each other's targets.
///
/// The same entries make the same tags. An entry that can't be read is kept as it is, and nothing is
/// done because of it.
package struct Ledger: Hashable, Sendable {
  package let binding: String
  package private(set) var targets: Set<Target> = []
  private var unreadable: Set<String> = []

  /// The most characters of a tag's value.
  private static let valueLimit = 256

  /// Reads a binding's ledger; without tags it is empty.
  package init(of binding: String, in tags: GroupTags) {
    self.binding = binding
    for (key, value) in tags.ledgers where Self.binding(ofKey: key) == binding {
      for entry in value.split(separator: " ") {
        if let target = Target(entry: entry) {
          targets.insert(target)
        } else {
          unreadable.insert(String(entry))
        }
      }
    }
  }

  /// The ledgers of all other bindings in the group.
  package static func others(than binding: String, in tags: GroupTags) -> [Ledger] {
    Set(tags.ledgers.keys.compactMap(Self.binding)).subtracting([binding]).sorted()
      .map { Ledger(of: $0, in: tags) }
  }

  package var isEmpty: Bool { targets.isEmpty && unreadable.isEmpty }

  /// The entries as they are written: targets in order, then what can't be read.
  package var entries: [String] { targets.sorted().map(\.entry) + unreadable.sorted() }

  package func claiming(_ claimed: [Target]) -> Ledger {
    var ledger = self
    ledger.targets.formUnion(claimed)
    return ledger
  }

  package func releasing(_ released: [Target]) -> Ledger {
    var ledger = self
    ledger.targets.subtract(released)
    return ledger
  }

  /// What to write so that a group's tags hold this ledger, and nothing else of this binding.
  ///
  /// - Throws: Where it doesn't fit beside the other tags.
  package func update(of tags: GroupTags) throws(LedgerError) -> TagUpdate {
    let wanted = self.tags
    let former = tags.ledgers.filter { Self.binding(ofKey: $0.key) == binding }
    let taken = tags.others + tags.ledgers.count - former.count
    // New tags are there before old ones go.
    let needed = Set(former.keys).union(wanted.keys).count
    guard taken + needed <= GroupTags.limit else {
      throw .full(binding: binding, needed: needed, taken: taken)
    }
    return TagUpdate(
      added: wanted.filter { former[$0.key] != $0.value },
      removed: former.keys.filter { wanted[$0] == nil }.sorted()
    )
  }

  private var tags: [String: String] {
    var values: [String] = []
    for entry in entries {
      if let last = values.last, last.count + 1 + entry.count <= Self.valueLimit {
        values[values.count - 1] = "\(last) \(entry)"
      } else {
        values.append(entry)
      }
    }
    var tags: [String: String] = [:]
    for (index, value) in values.enumerated() {
      tags["\(GroupTags.ledgerPrefix)\(binding):\(index + 1)"] = value
    }
    return tags
  }

  /// Whose ledger a tag is a part of; nil for a key that this version doesn't write.
  private static func binding(ofKey key: String) -> String? {
    let parts = key.dropFirst(GroupTags.ledgerPrefix.count).split(
      separator: ":",
      omittingEmptySubsequences: false
    )
    guard parts.count == 2, !parts[0].isEmpty, let number = Int(parts[1]), number > 0,
      String(number) == parts[1]
    else { return nil }
    return String(parts[0])
  }
}

/// Tags to write and to take off, in this order: one that is killed between has lost no entry.
package struct TagUpdate: Hashable, Sendable {
  package var added: [String: String]
  package var removed: [String]

  package init(added: [String: String], removed: [String]) {
    self.added = added
    self.removed = removed
  }
}

/// Why a ledger can't be kept.
package enum LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// So many tags would be needed, and so many are others'.
  case full(binding: String, needed: Int, taken: Int)

  package var description: String {
    switch self {
    case .full(let binding, let needed, let taken):
      "The ledger of `\(binding)` needs \(needed) of the target group's \(GroupTags.limit) tags, and "
        + "\(taken) are taken by others: nothing is registered that can't be recorded. Take tags "
        + "off the group, or split the binding."
    }
  }
}

extension Target {
  /// Reads `ADDRESS/PORT`.
  fileprivate init?(entry: Substring) {
    let parts = entry.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(String(parts[0])), let port = Int(parts[1]),
      (1...65_535).contains(port), String(port) == parts[1]
    else { return nil }
    self.init(address, port: port)
  }

  fileprivate var entry: String { "\(address)/\(port)" }
}
