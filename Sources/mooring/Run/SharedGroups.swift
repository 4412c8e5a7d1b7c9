import Core

extension [BindingResult] {
  /// The same results, but bindings that would undo each other's work failed.
  ///
  /// Two bindings of one target group may both add targets; where one is `exclusive`, it would
  /// remove the other's. Specs that name the group alike are refused when they are read; this finds
  /// a name and an ARN of the same group.
  func refusingSharedGroups() -> [BindingResult] {
    var users: [String: [Binding]] = [:]
    for case .planned(let plan) in self {
      if let group = plan.groupWords { users[group, default: []].append(plan.binding) }
    }
    return map { result in
      guard case .planned(let plan) = result, let group = plan.groupWords,
        let users = users[group], users.count > 1,
        users.contains(where: { $0.targetGroup.ownership == .exclusive })
      else { return result }
      let others = users.map(\.name).filter { $0 != plan.binding.name }
      let names = others.map { "`\($0)`" }.joined(separator: ", ")
      return .failed(
        FailedBinding(
          binding: plan.binding,
          reason: """
            Its target group \(group) is also that of \(names), and an `exclusive` binding removes \
            the other's targets. Give each binding a group of its own, or make all of them \
            `recorded` or `add-only`.
            """
        )
      )
    }
  }
}

extension BindingPlan {
  /// The group that the plan is about: by its ARN, or by where it is to be made.
  fileprivate var groupWords: String? {
    if let targetGroup { return targetGroup.description }
    guard binding.targetGroup.create != nil else { return nil }
    return "\(binding.targetGroup.reference) in \(place.region) of account \(place.account)"
  }
}
