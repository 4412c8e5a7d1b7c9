import AWS
import Core

/// What was seen of some security groups, and of the prefix lists that their rules name.
///
/// It never fails as a whole: what can't be read is unread, and never blocks a target.
struct SecurityGroupSightings: Sendable {
  var groups: [SecurityGroup] = []
  var prefixLists: [PrefixList] = []
  var unread: [Unread] = []
}

extension Observer {
  /// Reads security groups in one round trip, and in another the prefix lists where there are any.
  func sightSecurityGroups(
    _ ids: Set<String>,
    through client: Client
  ) async -> SecurityGroupSightings {
    var seen = SecurityGroupSightings()
    let listed = await result { () throws(ObserveError) in
      try await client.all(where: "group-id", isOneOf: ids, EC2.describeSecurityGroups) {
        seen throws(ObserveError) in try SecurityGroup(seen)
      }
    }
    switch listed {
    case .success(let groups):
      seen.groups = groups
    case .failure(let error):
      seen.unread = ids.sorted().map { Unread(.securityGroup, name: $0, reason: "\(error)") }
    }
    let rules = seen.groups.flatMap { $0.ingress + $0.egress }
    let named = Set(rules.flatMap(\.prefixListIds)).sorted()
    let answers = await inParallel(named, atMost: parallelism) { id in
      await result { () throws(ObserveError) in try await prefixList(id, through: client) }
    }
    for (id, answer) in zip(named, answers) {
      switch answer {
      case .success(let list): seen.prefixLists.append(list)
      case .failure(let error):
        seen.unread.append(Unread(.prefixList, name: id, reason: "\(error)"))
      }
    }
    return seen
  }

  private func prefixList(
    _ id: String,
    through client: Client
  ) async throws(ObserveError) -> PrefixList {
    var ranges: [IPPrefix] = []
    for text in try await client.all(EC2.managedPrefixListEntries(of: id)) {
      ranges.append(try .parse(text, from: .getManagedPrefixListEntries))
    }
    return PrefixList(id: id, ranges: ranges.sorted())
  }
}
