/// The rule that sends some hosts to the group, held against the spec.
///
/// A rule is ours when it forwards to our group, to nothing else, and asks for nothing but hosts.
///
/// | ours | then |
/// | --- | --- |
/// | at the spec's priority | keep it, or set its hosts |
/// | else with the spec's hosts | set its priority |
/// | else with one of the spec's hosts | set its hosts and priority |
/// | none of these | make one |
///
/// Any other rule of ours is another route, which somebody made, and stays.
struct RuleDrift {
  var rule: Rule?
  var changes: [PlannedChange] = []
  var findings: [Finding] = []

  private let spec: RuleSpec
  private let port: Int
  private let rules: [Rule]
  private let group: TargetGroup

  init(spec: RuleSpec, port: Int, listener: PlannedARN, _ rules: [Rule], group: TargetGroup) {
    self.spec = spec
    self.port = port
    self.rules = rules.sorted { ($0.priority, $0.arn) < ($1.priority, $1.arn) }
    self.group = group
    rule = ours()
    if let rule {
      repair(rule)
    } else {
      let new = NewRule(listener: listener, hosts: spec.hosts, priority: spec.priority)
      changes.append(
        PlannedChange(
          .createRule(new),
          because: "No rule on port \(port) forwards \(Self.list(spec.hosts)) to \(group.name)."
        )
      )
    }
    if rule?.priority != spec.priority, let other = self.rules.first(where: isAtPriority) {
      findings.append(
        .rulePriorityTaken(by: other, port: port, free: free(near: spec.priority))
      )
    }
    findings += shadows()
  }

  private func ours() -> Rule? {
    let own = rules.filter { $0.routes(to: group.arn) }
    let hosts = Set(spec.hosts)
    return own.first(where: isAtPriority)
      ?? own.first { Set($0.hosts) == hosts }
      ?? own.first { !hosts.isDisjoint(with: $0.hosts) }
  }

  private func isAtPriority(_ rule: Rule) -> Bool { rule.priority == spec.priority }

  private mutating func repair(_ rule: Rule) {
    var settings: [Setting] = []
    let hosts = spec.hosts.joined(separator: ",")
    if rule.value(of: .hosts) != hosts {
      settings.append(Setting(.hosts, from: rule.value(of: .hosts), to: hosts))
    }
    if rule.priority != spec.priority {
      settings.append(
        Setting(.priority, from: String(rule.priority), to: String(spec.priority))
      )
    }
    guard !settings.isEmpty else { return }
    let what = settings.map { $0.key == .hosts ? "other hosts" : "another priority" }
    changes.append(
      PlannedChange(
        .modifyRule(rule.arn, settings),
        because: "The spec asks for \(what.joined(separator: " and ")) of the rule on port "
          + "\(port) that forwards to \(group.name)."
      )
    )
  }

  /// The rules that are asked before ours and take all that comes for one of its hosts elsewhere.
  private func shadows() -> [Finding] {
    rules.compactMap { other in
      guard other.priority < spec.priority, other.arn != rule?.arn, !other.hasOtherConditions,
        other.actions.last?.onlyTargetGroup != group.arn
      else { return nil }
      let hosts = spec.hosts.filter { host in
        other.hosts.contains { HostPattern($0).matches(host) }
      }
      guard !hosts.isEmpty else { return nil }
      return .ruleShadowed(
        hosts,
        by: other,
        port: port,
        free: free(near: other.priority, isAfterToo: false)
      )
    }
  }

  /// Up to three priorities that no rule has, those nearest to one, before it or on both sides.
  ///
  /// They are sorted.
  private func free(near priority: Int, isAfterToo: Bool = true) -> [Int] {
    let allowed = 1...50_000
    let taken = Set(rules.map(\.priority))
    let nearestFirst = allowed.lazy.flatMap { distance in
      isAfterToo ? [priority - distance, priority + distance] : [priority - distance]
    }
    return nearestFirst.filter { allowed.contains($0) && !taken.contains($0) }.prefix(3).sorted()
  }

  static func list(_ hosts: [String]) -> String { hosts.joined(separator: ", ") }
}

extension Rule {
  /// Whether it forwards some hosts to a group, and to nothing else.
  func routes(to group: ARN) -> Bool {
    !hosts.isEmpty && !hasOtherConditions && actions.count == 1
      && actions[0].onlyTargetGroup == group
  }
}

extension Finding {
  static func rulePriorityTaken(by rule: Rule, port: Int, free: [Int]) -> Finding {
    Finding(
      .rulePriorityTaken,
      "Priority \(rule.priority) on port \(port) is taken by \(rule.words).",
      remedy: "mooring leaves it alone. Give `listener.rule.priority` another number"
        + "\(near(free)); the lowest is asked first."
    )
  }

  static func ruleShadowed(_ hosts: [String], by rule: Rule, port: Int, free: [Int]) -> Finding {
    Finding(
      .ruleShadowed,
      "What comes for \(RuleDrift.list(hosts)) on port \(port) doesn't reach the group: it is taken "
        + "before by \(rule.words), which has priority \(rule.priority).",
      remedy: free.isEmpty
        ? "No lower priority is free: give that rule a higher number."
        : "Give `listener.rule.priority` a lower number\(near(free)), or that rule a higher one."
    )
  }

  private static func near(_ free: [Int]) -> String {
    free.isEmpty ? "" : ", such as " + free.map(String.init).joined(separator: ", ")
  }
}

extension Rule {
  /// The rule in words: whom it takes and where it sends them.
  fileprivate var words: String {
    let action = actions.map(\.words).joined(separator: ", then ")
    var conditions = hosts.isEmpty ? "" : " for " + RuleDrift.list(hosts)
    if hasOtherConditions { conditions += hosts.isEmpty ? " for others than hosts" : " and more" }
    return "rule \(arn)\(conditions) (\(action.isEmpty ? "no action" : action))"
  }
}
