/// A rule of a listener, as DescribeRules shows it; the default rule is left out.
package struct Rule: Hashable, Sendable {
  package var arn: ARN
  package var listener: ARN
  package var priority: Int

  /// The values of its host-header conditions, in lower case, sorted.
  package var hosts: [String]

  /// Whether it has conditions on anything but the host.
  package var hasOtherConditions: Bool

  package var actions: [ListenerAction]

  package init(
    arn: ARN,
    listener: ARN,
    priority: Int,
    hosts: [String],
    hasOtherConditions: Bool,
    actions: [ListenerAction]
  ) {
    self.arn = arn
    self.listener = listener
    self.priority = priority
    self.hosts = hosts
    self.hasOtherConditions = hasOtherConditions
    self.actions = actions
  }
}
