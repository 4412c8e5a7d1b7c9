import Core

extension Estate {
  /// Answers DescribeRules; the default rule comes after those with a priority.
  func describeRules(_ inquiry: Inquiry) throws(ServiceError) -> Page<ShownRule> {
    let arns = inquiry.parameters.texts("RuleArns")
    let listenerARN = inquiry.parameters.text("ListenerArn")
    guard arns.isEmpty != (listenerARN == nil) else {
      throw .validation("You must specify either listener rule ARNs or a listener ARN")
    }
    guard let listenerARN else {
      for arn in arns { try ELBv2.check(arn, .rule, inquiry) }
      let shown = arns.compactMap { arn in shownRule(arn) }
      guard shown.count == arns.count else { throw .rulesNotFound }
      return Page(rows: shown)
    }
    try ELBv2.check(listenerARN, .listener, inquiry)
    guard let listener = listeners[listenerARN] else { throw .listenersNotFound }
    let own = rules.all.filter { $0.listener.description == listenerARN }
      .sorted { ($0.priority, $0.arn) < ($1.priority, $1.arn) }.map(ShownRule.init)
    // Rules are listed by priority, so a page begins after a number of them.
    let keyed = (own + [ShownRule(defaultOf: listener)]).enumerated().map { index, rule in
      (key: Self.rank(index), rule: rule)
    }
    let page = try ELBv2.page(of: Table(keyed) { $0.key }, inquiry)
    return Page(rows: page.rows.map(\.rule), next: page.next)
  }

  /// Answers CreateRule; the new rule's ARN ends with the digits.
  mutating func createRule(_ inquiry: Inquiry, digits: String) throws(ServiceError) -> Rule {
    let text = try inquiry.required("ListenerArn")
    try ELBv2.check(text, .listener, inquiry)
    guard let listener = listeners[text] else { throw .listenersNotFound }
    let conditions = inquiry.parameters.list("Conditions")
    guard !conditions.isEmpty else { throw .validation("A condition must be specified") }
    let members = inquiry.parameters.list("Actions")
    guard !members.isEmpty else { throw .missing("actions") }
    let priority = try inquiry.number("Priority")
    guard let priority else { throw .missing("priority") }
    let rule = Rule(
      arn: try Self.newRuleARN(of: listener.settings.arn, digits: digits),
      listener: listener.settings.arn,
      priority: priority,
      hosts: Self.hosts(conditions),
      hasOtherConditions: Self.asksForMore(conditions),
      actions: try Action.read(members, inquiry, in: self).map(\.observed)
    )
    try checkPriority(priority, of: rule)
    try checkGroups(rule.groups, of: listener.settings.loadBalancer)
    rules.insert(rule, key: rule.arn.description)
    let balancer = listener.settings.loadBalancer
    forward(from: [], to: rule.groups, by: balancer, at: inquiry.now)
    return rule
  }

  /// Answers ModifyRule: changes what is named.
  mutating func modifyRule(_ inquiry: Inquiry) throws(ServiceError) -> Rule {
    let arn = try inquiry.required("RuleArn")
    try ELBv2.check(arn, .rule, inquiry)
    guard var rule = rules[arn], let listener = listeners[rule.listener.description] else {
      throw .rulesNotFound
    }
    let former = rule.groups
    let conditions = inquiry.parameters.list("Conditions")
    if !conditions.isEmpty {
      rule.hosts = Self.hosts(conditions)
      rule.hasOtherConditions = Self.asksForMore(conditions)
    }
    let members = inquiry.parameters.list("Actions")
    if !members.isEmpty {
      rule.actions = try Action.read(members, inquiry, in: self).map(\.observed)
    }
    let balancer = listener.settings.loadBalancer
    try checkGroups(rule.groups, of: balancer)
    rules.insert(rule, key: arn)
    forward(from: former, to: rule.groups, by: balancer, at: inquiry.now)
    return rule
  }

  /// Answers SetRulePriorities: all of them or, where one is taken, none.
  mutating func setRulePriorities(_ inquiry: Inquiry) throws(ServiceError) -> [Rule] {
    let members = inquiry.parameters.list("RulePriorities")
    guard !members.isEmpty else { throw .missing("rulePriorities") }
    var changed: [Rule] = []
    for member in members {
      let arn = member.text("RuleArn") ?? ""
      try ELBv2.check(arn, .rule, inquiry)
      guard var rule = rules[arn] else { throw .rulesNotFound }
      guard let priority = member.text("Priority").flatMap({ Int($0) }) else {
        throw .missing("rulePriorities.1.member.priority")
      }
      rule.priority = priority
      changed.append(rule)
    }
    let arns = Set(changed.map(\.arn))
    for rule in changed { try checkPriority(rule.priority, of: rule, besides: arns) }
    for rule in changed { rules.insert(rule, key: rule.arn.description) }
    return changed
  }

  /// Checks that no other rule of the listener has a priority, but those that get another one.
  private func checkPriority(
    _ priority: Int,
    of rule: Rule,
    besides moved: Set<ARN> = []
  ) throws(ServiceError) {
    guard (1...50_000).contains(priority) else {
      throw .validation("Priority '\(priority)' must be between 1 and 50000 inclusive")
    }
    let isTaken = rules.all.contains {
      $0.listener == rule.listener && $0.priority == priority && $0.arn != rule.arn
        && !moved.contains($0.arn)
    }
    guard isTaken else { return }
    throw ServiceError("PriorityInUse", "Priority '\(priority)' is currently in use")
  }

  private static func hosts(_ conditions: [Parameters]) -> [String] {
    let own = conditions.filter { $0.text("Field") == "host-header" }
    return own.flatMap { condition in
      (condition["HostHeaderConfig"]?.texts("Values") ?? []) + condition.texts("Values")
    }
    .map { $0.lowercased() }.sorted()
  }

  private static func asksForMore(_ conditions: [Parameters]) -> Bool {
    conditions.contains { $0.text("Field") != "host-header" }
  }

  private static func newRuleARN(of listener: ARN, digits: String) throws(ServiceError) -> ARN {
    let resource = "listener-rule" + listener.resource.dropFirst("listener".count)
    guard
      let arn = ARN(
        "arn:\(listener.partition):\(listener.service):\(listener.region):"
          + "\(listener.account):\(resource)/\(digits)"
      )
    else { throw ServiceError("InternalFailure", "The rule has no ARN", status: 500) }
    return arn
  }

  private func shownRule(_ arn: String) -> ShownRule? {
    if let rule = rules[arn] { return ShownRule(rule) }
    return listeners.all.lazy.map { ShownRule(defaultOf: $0) }.first { $0.arn == arn }
  }

  private static func rank(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
  }
}

extension Rule {
  /// The groups that it forwards to.
  var groups: Set<String> { Set(actions.map(Action.init).flatMap(\.groups).map(\.group)) }
}
