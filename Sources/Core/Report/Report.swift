/// What became of an apply.
package struct Report: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, as the next.
  package var startedAt: Int
  package var finishedAt: Int
  package var bindings: [BindingReport]

  package init(startedAt: Int, finishedAt: Int, bindings: [BindingReport]) {
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.bindings = bindings
  }
}

/// What became of one binding.
package struct BindingReport: Hashable, Sendable {
  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// Observed again after the last write: nothing is left to do.
    case converged
    case partial
    case held
    case failed
  }

  package var name: String
  package var status: Status
  package var outcomes: [Outcome]

  /// The group's targets as last observed, sorted.
  package var targets: [RegisteredTarget]

  /// What was applied, and where; nil where nothing could be observed.
  package var origin: Origin?

  /// The managed settings as they were before the first write.
  package var before: SettingsBefore?

  package var findings: [Finding]

  /// What failed, where no outcome says it; nil otherwise.
  package var error: String?

  package init(
    name: String,
    status: Status,
    outcomes: [Outcome] = [],
    targets: [RegisteredTarget] = [],
    origin: Origin? = nil,
    before: SettingsBefore? = nil,
    findings: [Finding] = [],
    error: String? = nil
  ) {
    self.name = name
    self.status = status
    self.outcomes = outcomes
    self.targets = targets
    self.origin = origin
    self.before = before
    self.findings = findings
    self.error = error
  }
}

/// What was applied, and where: with the settings before it, all that a later rollback needs.
package struct Origin: Hashable, Sendable {
  /// As the spec had it, with its Region filled in.
  package var binding: Binding

  /// The account and Region that were written to.
  package var place: Place

  /// The API hosts that were not AWS's own, by service.
  package var apiHosts: [String: String]

  package init(binding: Binding, place: Place, apiHosts: [String: String] = [:]) {
    self.binding = binding
    self.place = place
    self.apiHosts = apiHosts
  }
}

/// What a later rollback needs to know: the settings before the first write.
package struct SettingsBefore: Hashable, Sendable {
  /// Nil where the apply made the group.
  package var targetGroup: ARN?

  package var healthCheck: HealthCheck

  /// Registered and not draining, sorted.
  package var targets: [Target]

  package var listener: Listener?

  /// The rule that the spec asks for, where there was one of ours.
  package var rule: Rule?

  package init(
    targetGroup: ARN?,
    healthCheck: HealthCheck,
    targets: [Target],
    listener: Listener?,
    rule: Rule? = nil
  ) {
    self.targetGroup = targetGroup
    self.healthCheck = healthCheck
    self.targets = targets
    self.listener = listener
    self.rule = rule
  }
}

/// What became of one change, or of one call of it: a change of many targets takes several.
package struct Outcome: Hashable, Sendable {
  package enum Result: String, Hashable, Sendable, CaseIterable {
    case applied
    case failed
    /// An earlier step that it needs failed.
    case skipped
    case held
  }

  package var change: Change
  package var result: Result

  /// AWS's id of the request; nil where none was made or the answer was lost.
  package var requestId: String?

  /// Seconds since 1970-01-01T00:00:00Z; nil where no request was made.
  package var at: Int?

  /// Why it was made, in the plan's words.
  package var reason: String

  /// Why it failed, was skipped or held; nil where it was applied.
  package var error: String?

  /// Which safeguard or finding held it.
  package var code: HoldCode?

  /// The ARN that AWS answered for what the change made; nil where it makes nothing, and where the
  /// answer was lost: what is found by its name afterwards may be somebody else's.
  package var made: ARN?

  package init(
    _ change: Change,
    _ result: Result,
    requestId: String? = nil,
    at: Int? = nil,
    reason: String,
    error: String? = nil,
    code: HoldCode? = nil,
    made: ARN? = nil
  ) {
    self.change = change
    self.result = result
    self.requestId = requestId
    self.at = at
    self.reason = reason
    self.error = error
    self.code = code
    self.made = made
  }
}
