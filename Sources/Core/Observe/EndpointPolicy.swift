/// What a VPC endpoint lets through, by its policy document.
///
/// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
package enum EndpointPolicy: Hashable, Sendable {
  /// In the order of the document, which means nothing.
  case statements([PolicyStatement])

  /// A document that isn't understood to its end, so that nothing is known of it; with the reason.
  case unreadable(String)
}

/// One statement of a policy; of its conditions only what they look at is kept.
package struct PolicyStatement: Hashable, Sendable {
  package enum Effect: String, Hashable, Sendable, CaseIterable {
    case allow = "Allow"
    case deny = "Deny"
  }

  package var effect: Effect

  /// `*` is everybody; other kinds than AWS have it before a colon, as in `Service:ec2.amazonaws.com`.
  package var principals: PolicyElement

  package var actions: PolicyElement
  package var resources: PolicyElement

  /// Operator and key of each condition, such as `StringEquals aws:PrincipalOrgID`, sorted.
  package var conditions: [String]

  package init(
    _ effect: Effect,
    principals: PolicyElement = .everything,
    actions: PolicyElement = .everything,
    resources: PolicyElement = .everything,
    conditions: [String] = []
  ) {
    self.effect = effect
    self.principals = principals
    self.actions = actions
    self.resources = resources
    self.conditions = conditions
  }
}

/// What one element of a statement names: `Action`, or `NotAction` where it is inverted.
package struct PolicyElement: Hashable, Sendable {
  package var values: [String]
  package var isInverted: Bool

  package init(_ values: [String], isInverted: Bool = false) {
    self.values = values
    self.isInverted = isInverted
  }

  package static let everything = PolicyElement(["*"])
}
