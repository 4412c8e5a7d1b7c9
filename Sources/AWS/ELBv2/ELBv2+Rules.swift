extension ELBv2 {
  /// A rule to be made, forwarding requests for some hosts to one target group.
  package struct NewRule: Hashable, Sendable {
    package var listenerARN: String
    package var priority: Int
    package var hosts: [String]
    package var targetGroupARN: String

    package init(listenerARN: String, priority: Int, hosts: [String], targetGroupARN: String) {
      self.listenerARN = listenerARN
      self.priority = priority
      self.hosts = hosts
      self.targetGroupARN = targetGroupARN
    }
  }

  /// Makes a rule and answers it as AWS made it; a priority that is taken is a `PriorityInUse`.
  package static func createRule(_ rule: NewRule) -> Call<Rule> {
    var form = form(.createRule)
    form.set("ListenerArn", rule.listenerARN)
    set(hosts: rule.hosts, in: &form)
    form.set("Priority", rule.priority)
    form.set("Actions.member.1.Type", "forward")
    form.set("Actions.member.1.TargetGroupArn", rule.targetGroupARN)
    return changed(form, .createRule, about: rule.listenerARN)
  }

  /// Gives a rule other hosts and answers it as it is then.
  package static func modifyRule(_ arn: String, hosts: [String]) -> Call<Rule> {
    var form = form(.modifyRule)
    form.set("RuleArn", arn)
    set(hosts: hosts, in: &form)
    return changed(form, .modifyRule, about: arn)
  }

  /// Gives a rule another priority and answers it as it is then.
  package static func setRulePriority(_ priority: Int, of arn: String) -> Call<Rule> {
    var form = form(.setRulePriorities)
    form.set("RulePriorities.member.1.RuleArn", arn)
    form.set("RulePriorities.member.1.Priority", priority)
    return changed(form, .setRulePriorities, about: arn)
  }

  private static func set(hosts: [String], in form: inout QueryForm) {
    form.set("Conditions.member.1.Field", "host-header")
    form.set("Conditions.member.1.HostHeaderConfig.Values.member", hosts)
  }

  private static func changed(
    _ form: QueryForm,
    _ operation: APIOperation,
    about resource: String
  ) -> Call<Rule> {
    call(form, operation, about: resource) { result throws(ReadingError) in
      try result.only("Rules", of: "member") { member throws(ReadingError) in try Rule(member) }
    }
  }
}
