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

  private func shownRule(_ arn: String) -> ShownRule? {
    if let rule = rules[arn] { return ShownRule(rule) }
    return listeners.all.lazy.map { ShownRule(defaultOf: $0) }.first { $0.arn == arn }
  }

  private static func rank(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
  }
}
