import Core

/// What could be read of one binding, also where some of it is wrong.
struct DecodedBinding {
  let place: Place
  let name: String?
  let nameMark: Mark

  /// Nil where the target group could not be read.
  let claim: TargetGroupClaim?

  /// Nil where a part that must be there could not be read.
  let binding: Binding?
}

/// The parts of a binding that could be read.
struct BindingParts {
  var region: String?
  var account: AccountID?
  var assumeRole: AssumeRole?
  var endpoint: EndpointSpec?
  var targetGroup: TargetGroupSpec?
  var listener: ListenerSpec?
  var safeguards: Safeguards?

  func binding(named name: String) -> Binding? {
    guard let endpoint, let targetGroup, let safeguards else { return nil }
    return Binding(
      name: name,
      region: region,
      account: account,
      assumeRole: assumeRole,
      endpoint: endpoint,
      targetGroup: targetGroup,
      listener: listener,
      safeguards: safeguards
    )
  }
}

/// A binding's hold on a target group, as far as the spec shows which group that is.
struct TargetGroupClaim {
  /// What two bindings of one group have in common.
  struct Group: Hashable {
    /// A name is unique in its Region and account.
    let name: String
    let region: String?

    /// Without `account` the role's; nil for that of the credentials, which is the same for all.
    let account: String?
  }

  let group: Group
  let isExclusive: Bool
  let mark: Mark

  init(on targetGroup: TargetGroupSpec, by parts: BindingParts, mark: Mark) {
    switch targetGroup.reference {
    case .arn(let arn):
      let name = arn.elbPath(of: "targetgroup")?.first.map(String.init) ?? arn.resource
      group = Group(name: name, region: arn.region, account: arn.account)
    case .name(let name):
      group = Group(
        name: name,
        region: parts.region,
        account: parts.account?.description ?? parts.assumeRole?.arn.account
      )
    }
    isExclusive = targetGroup.ownership == .exclusive
    self.mark = mark
  }
}
