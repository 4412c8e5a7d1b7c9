import Core

extension Action {
  /// The actions of a call, checked against the estate.
  static func read(
    _ members: [Parameters],
    _ inquiry: Inquiry,
    in estate: Estate
  ) throws(ServiceError) -> [Action] {
    var actions: [Action] = []
    for member in members {
      guard let type = member.text("Type") else { throw .missing("defaultActions.1.member.type") }
      guard type == "forward" else {
        guard let name = Action.configurations[type] else {
          throw .validation("Action type '\(type)' is not valid")
        }
        actions.append(Action(type: type, details: try details(member[name], of: name)))
        continue
      }
      let groups = try forwarded(member)
      for group in groups {
        try ELBv2.check(group.group, .targetGroup, inquiry)
        guard estate.groups.has(group.group) else { throw .targetGroupsNotFound }
      }
      actions.append(Action(type: type, groups: groups))
    }
    return actions
  }

  private static func forwarded(_ member: Parameters) throws(ServiceError) -> [Action.Weighted] {
    let single = member.text("TargetGroupArn")
    let weighted = member["ForwardConfig"]?.list("TargetGroups") ?? []
    guard !weighted.isEmpty else {
      guard let single else {
        throw .validation("A target group ARN must be specified")
      }
      return [Action.Weighted(group: single, weight: 1)]
    }
    var groups: [Action.Weighted] = []
    for member in weighted {
      guard let arn = member.text("TargetGroupArn") else {
        throw .validation("A target group ARN must be specified")
      }
      let text = member.text("Weight") ?? "1"
      guard let weight = Int(text), (0...999).contains(weight) else {
        throw .validation("Weight '\(text)' must be between 0 and 999 inclusive")
      }
      groups.append(Action.Weighted(group: arn, weight: weight))
    }
    if let single, groups.count != 1 || groups.first?.group != single {
      throw .validation("You can't specify both a target group ARN and a forward configuration")
    }
    return groups
  }

  private static func details(
    _ configuration: Parameters?,
    of name: String
  ) throws(ServiceError) -> [Action.Detail] {
    guard let configuration, !configuration.members.isEmpty else {
      throw .validation("A '\(name)' must be specified")
    }
    return configuration.members.keys.sorted().compactMap { key in
      configuration.text(key).map { Action.Detail(name: key, value: $0) }
    }
  }
}
