/// The security groups of one end, as far as they were seen, with the prefix lists that they name.
///
/// An end may do what any of its groups allows: groups only ever allow.
struct SecurityGroups {
  /// Sorted; empty where the end shows none.
  let ids: [String]

  private let seen: [SecurityGroup]
  private let prefixLists: [String: [IPPrefix]]

  /// Why a group of the end is not known, the first by its id; nil where all are.
  let gap: String?

  init(_ ids: [String], in resources: Resources) {
    self.ids = Set(ids).sorted()
    seen = resources.securityGroups.filter { ids.contains($0.id) }
    let known = Set(seen.map(\.id))
    prefixLists = Dictionary(
      resources.prefixLists.map { ($0.id, $0.ranges) },
      uniquingKeysWith: { $0 + $1 }
    )
    gap = self.ids.first { !known.contains($0) }.map { id in
      resources.unread.filter { $0.kind == .securityGroup && $0.name == id }.min()
        .map { "security group \(id) could not be read: \($0.reason)" }
        ?? "security group \(id) was not seen"
    }
  }

  /// What the rules of one direction allow over TCP on a port.
  func openings(_ direction: Passage.Direction, port: Int) -> Openings {
    var openings = Openings()
    let rules = seen.flatMap { direction == .egress ? $0.egress : $0.ingress }
    for rule in rules where rule.allowsTCP(on: port) {
      openings.ranges.formUnion(rule.ranges)
      openings.groups.formUnion(rule.groups.map(\.id))
      for id in rule.prefixListIds {
        if let ranges = prefixLists[id] {
          openings.ranges.formUnion(ranges)
        } else {
          openings.unknownPrefixLists.insert(id)
        }
      }
    }
    return openings
  }
}

/// The peers that one end's groups allow on one port in one direction.
struct Openings {
  var ranges: Set<IPPrefix> = []
  var groups: Set<String> = []

  /// The prefix lists whose entries are not known.
  var unknownPrefixLists: Set<String> = []

  func names(anyOf ids: [String]) -> Bool { !groups.isDisjoint(with: ids) }

  /// Why peers may be allowed that nobody knows of, as the tail of a sentence; nil where all are known.
  var gap: String? {
    unknownPrefixLists.min().map {
      "the entries of prefix list \($0), which a rule names, are not known"
    }
  }
}

extension SecurityGroupRule {
  /// EC2 names the protocol `tcp`, by IANA's number, or `-1` for all.
  fileprivate func allowsTCP(on port: Int) -> Bool {
    switch `protocol`.lowercased() {
    case "-1", "all": true
    case "tcp", "6": ports?.contains(port) ?? true
    default: false
    }
  }
}
