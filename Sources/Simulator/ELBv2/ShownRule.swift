import Core

/// A rule as DescribeRules shows it, the default one included.
struct ShownRule {
  var arn: String

  /// A number, or `default`.
  var priority: String

  var hosts: [String] = []
  var hasOtherConditions = false
  var actions: [Action]

  init(_ rule: Rule) {
    arn = rule.arn.description
    priority = String(rule.priority)
    hosts = rule.hosts
    hasOtherConditions = rule.hasOtherConditions
    actions = rule.actions.map(Action.init)
  }

  /// The default rule of a listener.
  init(defaultOf listener: SimulatedListener) {
    let arn = listener.settings.arn
    let resource = "listener-rule" + arn.resource.dropFirst("listener".count)
    let digits = MadeUpId.digits(of: "default rule of \(arn)")
    self.arn =
      "arn:\(arn.partition):\(arn.service):\(arn.region):\(arn.account):\(resource)/\(digits)"
    priority = "default"
    actions = listener.actions
  }
}
