extension BindingPlan {
  /// The group's targets as AWS lists them, sorted.
  package var registeredTargets: [RegisteredTarget] {
    targets.compactMap { sighting in
      sighting.state.map { RegisteredTarget(sighting.target, state: $0, reason: sighting.reason) }
    }
  }

  /// What its report says of where the changes came from; a rollback's is that of the apply.
  package var origin: Origin {
    Origin(binding: rollback?.origin.binding ?? binding, place: place, apiHosts: apiHosts)
  }

  /// Whether nothing can be claimed even without a change: a finding holds every write, nobody knows
  /// whether the listener is there or which certificate it is to have, or one is to be made and no
  /// certificate can be told for it.
  package var isHeldWhole: Bool {
    let codes: Set<FindingCode> = [
      .listenerUnread, .certificateNotFound, .certificateAmbiguous, .certificateImportInvalid,
    ]
    return findings.contains {
      $0.holds == .all || ($0.holds == .listener && codes.contains($0.code) && listener == nil)
        || ($0.code == .listenerUnread && binding.listener?.certificate != nil
          && certificate == nil)
    }
  }
}

extension SettingsBefore {
  /// What is to be remembered of an observation before its plan is applied; nil where there is no
  /// group, and none is made.
  package init?(of plan: BindingPlan, in observation: Observation) {
    if plan.targetGroup == nil,
      plan.changes.contains(where: { $0.change.action == .createTargetGroup })
    {
      self.init(
        targetGroup: nil,
        healthCheck: HealthCheck(),
        targets: [],
        listener: plan.listener,
        rule: plan.rule
      )
      return
    }
    guard let arn = plan.targetGroup,
      let group = observation[plan.place].targetGroups.first(where: { $0.arn == arn })
    else { return nil }
    self.init(
      targetGroup: arn,
      healthCheck: group.healthCheck,
      targets: group.targets.filter { !$0.isDraining }.map(\.target).sorted(),
      listener: plan.listener,
      rule: plan.rule
    )
  }
}
