extension ELBv2 {
  /// A rule of a listener: which requests it takes, and what is done with them.
  package struct Rule: Hashable, Sendable {
    package var arn: String

    /// A number, or `default` for the rule that holds the listener's default actions.
    package var priority: String

    package var isDefault: Bool

    /// The host names of the rule's `host-header` conditions, in AWS's order.
    package var hosts: [String]

    /// Whether the rule also asks for something else than a host name.
    package var hasOtherConditions: Bool

    package var actions: [Action]
  }

  /// Asks for the rules of one listener, its default rule included.
  package static func describeRules(listener arn: String) -> Listing<Rule> {
    listing(.describeRules, ("ListenerArn", arn), of: "Rules") {
      member throws(ReadingError) in try Rule(member)
    }
  }
}

extension ELBv2.Rule {
  init(_ member: XMLElement) throws(ReadingError) {
    arn = try member.text("RuleArn")
    priority = try member.text("Priority")
    isDefault = try member.boolean("IsDefault")
    actions = try member.list("Actions", of: "member") {
      action throws(ReadingError) in try ELBv2.Action(action)
    }
    let conditions = try member.list("Conditions", of: "member") {
      condition throws(ReadingError) in try Condition(condition)
    }
    hosts = conditions.flatMap(\.hosts)
    hasOtherConditions = conditions.contains { !$0.isUnderstood }
  }

  private struct Condition {
    var hosts: [String]

    /// Whether `hosts` says everything that the condition asks for.
    var isUnderstood: Bool

    init(_ member: XMLElement) throws(ReadingError) {
      guard try member.text("Field") == "host-header" else {
        hosts = []
        isUnderstood = false
        return
      }
      // AWS shows the names both in `HostHeaderConfig` and, as older clients know it, in `Values`.
      let names =
        try member.child("HostHeaderConfig")?.list("Values", of: "member") { $0.text } ?? []
      hosts = names.isEmpty ? try member.list("Values", of: "member") { $0.text } : names
      // A condition by regular expression names no host.
      isUnderstood = !hosts.isEmpty
    }
  }
}
