/// An identity-based IAM policy: what one principal may do, and nothing that it needn't.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
package struct AccessPolicy: Hashable, Sendable {
  /// Some actions that are allowed on the same resources.
  package struct Statement: Hashable, Sendable {
    /// Such as `ec2:DescribeVpcEndpoints`; sorted, never empty.
    package let actions: [String]

    /// ARNs, with `*` for any text in them, or `*` alone for all; sorted, never empty.
    package let resources: [String]
  }

  /// Each action stands in one of them; sorted by their actions.
  package let statements: [Statement]

  /// The policy for some permissions, whatever their order and repeats.
  init(_ permissions: [Permission]) {
    let resources = Dictionary(grouping: permissions, by: \.action).mapValues { permissions in
      let named = Set(permissions.map(\.resource))
      return named.contains(Permission.anything) ? [Permission.anything] : named.sorted()
    }
    statements = Dictionary(grouping: resources.keys) { resources[$0] ?? [] }
      .map { Statement(actions: $1.sorted(), resources: $0) }
      .sorted { $0.actions.lexicographicallyPrecedes($1.actions) }
  }
}

/// One action that a run makes, on one resource.
struct Permission: Hashable, Sendable {
  var action: String
  var resource: String

  /// The resource of actions that IAM allows for all resources or for none.
  static let anything = "*"

  init(_ action: String, on resource: String = Permission.anything) {
    self.action = action
    self.resource = resource
  }
}
