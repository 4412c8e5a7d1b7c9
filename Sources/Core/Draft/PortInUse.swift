/// What a load balancer has on the port of a first spec's listener, and the room beside it.
package struct PortInUse: Hashable, Sendable {
  /// The port that a spec means where it names none.
  package static let number = 443

  /// Those first that are asked first.
  private let rules: [Rule]

  /// Nil for a group that is still to be made.
  private let group: ARN?

  package init(rules: [Rule], group: ARN?) {
    self.rules = rules.sorted { ($0.priority, $0.arn) < ($1.priority, $1.arn) }
    self.group = group
  }

  /// The group's own rule: the first, or the first for some host.
  package func ownRule(for host: String?) -> Rule? {
    guard let group else { return nil }
    return rules.first { rule in
      rule.routes(to: group) && (host.map(rule.hosts.contains) ?? true)
    }
  }

  /// Another's rule that names a host: one of ours before it would take that host away.
  package func otherRule(naming host: String) -> Rule? {
    rules.first { rule in
      rule.hosts.contains(host) && !(group.map(rule.routes) ?? false)
    }
  }

  /// The lowest priority that no rule has: a rule for one host goes before wildcards.
  package var freePriority: Int? {
    let taken = Set(rules.map(\.priority))
    return (1...50_000).first { !taken.contains($0) }
  }
}

extension Listener {
  /// Whether a certificate's domain may be the name of what the listener serves by itself.
  package func mayServe(domainOf certificate: ARN) -> Bool {
    certificate == self.certificate && defaultActions != [.other("fixed-response")]
  }

  /// Whether all that no rule takes goes to a group, with nothing before it and nowhere else.
  package func forwardsOnly(to group: ARN) -> Bool {
    defaultActions.count == 1 && defaultActions[0].onlyTargetGroup == group
  }
}
