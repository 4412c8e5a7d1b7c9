extension BindingPlan {
  /// Plans the way back to the settings before an apply.
  ///
  /// 1. The usual planner looks at endpoint, group and listener, and finds what stands against a
  ///    change.
  /// 2. Of the settings only those that the apply changed go back; of the targets only those that
  ///    were registered before and whose address is the endpoint's now. Nothing is ever removed.
  /// 3. Findings hold what they hold in any plan. What no longer exists is a finding as well.
  ///
  /// Pure and total, as any plan.
  package init(backBy rollback: Rollback, in observation: Observation) {
    let now = observation[rollback.origin.place].targetGroups.first { group in
      rollback.targetGroup.map { $0 == group.arn }
        ?? rollback.origin.binding.targetGroup.reference.fits(name: group.name, arn: group.arn)
    }
    var binding = rollback.binding(from: now?.healthCheck)
    let unread = observation.unreadCertificate(of: binding.listener)
    if unread != nil { binding.listener?.certificate = nil }

    self.init(for: binding, region: rollback.origin.place.region, in: observation)
    self.rollback = rollback
    changes = []
    held = []
    findings.tellOfRollback(rollback)
    guard let targetGroup else { return }
    if let made = rollback.madeGroup {
      findings.append(made.arn.map(Finding.groupStays) ?? .groupIsThere(targetGroup))
    }
    if let unread { findings.append(unread) }
    let missing = missingTargets(rollback)
    planClaims(missing)
    planHealthCheck(rollback.healthCheckBack(from: now?.healthCheck))
    planRegistrations(missing)
    let rules = observation[place].rules
    planListener(rollback)
    planRule(rollback, among: rules)
    forgetListener()
    findings = findings.inOrder
  }

  private mutating func planHealthCheck(_ back: SettingsBack) {
    findings += Finding.ofSettings(back, of: "the health check")
    guard !back.due.isEmpty else { return }
    add(.modifyTargetGroup(back.due), because: back.reason)
  }

  /// The targets that were registered before and are the endpoint's now, but not registered.
  private mutating func missingTargets(_ rollback: Rollback) -> [Target] {
    let addresses = Set(endpoint?.addresses.map(\.address) ?? [])
    let before = Set(rollback.before.targets)
    let wanted = before.filter { addresses.contains($0.address) }
    let registered = Set(targets.filter(\.isRegistered).map(\.target))

    // What the endpoint has, but the group didn't have before, is not for a rollback to register.
    targets.removeAll { $0.state == nil && !wanted.contains($0.target) }
    for index in targets.indices where wanted.contains(targets[index].target) {
      targets[index].standing = .wanted
    }
    let seen = Set(targets.map(\.target))
    targets += wanted.subtracting(seen).map { TargetSighting($0, state: nil, standing: .wanted) }
    targets.sort()

    findings += Finding.ofTargets(
      left: before.subtracting(wanted).subtracting(registered),
      kept: rollback.registered.intersection(registered).subtracting(before)
    )
    return wanted.subtracting(registered).sorted()
  }

  /// Names what is registered in the binding's ledger, if it keeps one.
  private mutating func planClaims(_ missing: [Target]) {
    guard let recorded else { return }
    let claims = missing.filter { !recorded.contains($0) }
    guard !claims.isEmpty else { return }
    add(.claimTargets(claims), because: "What is registered is named in the group's tags before.")
  }

  private mutating func planRegistrations(_ missing: [Target]) {
    guard !missing.isEmpty else { return }
    let what = missing.count == 1 ? "It was registered" : "They were registered"
    let rest = missing.count == 1 ? "is the endpoint's now" : "are the endpoint's now"
    let change = Change.registerTargets(missing, zones: zones).narrowed(to: missing)
    add(change, because: "\(what) before that apply, and \(rest).")
  }

  private mutating func planListener(_ rollback: Rollback) {
    if let made = rollback.madeListener, let listener, listener.isThat(made) {
      findings.append(made.arn == nil ? .listenerIsThere(listener) : .listenerStays(listener))
    }
    findings += rollback.imports.map(Finding.importStays)
    findings += rollback.addedCertificates.compactMap { added in
      guard let listener, listener.arn == added.new.listener,
        listener.furtherCertificates.contains(added.new.certificate)
      else { return nil }
      return added.isApplied
        ? .addedCertificateStays(added.new.certificate, on: listener)
        : .addedCertificateIsThere(added.new.certificate)
    }
    guard let former = rollback.before.listener else { return }
    let now = listener?.arn == former.arn ? listener : nil
    let back = SettingsBack(
      rollback.listenerAttempts,
      before: former.value,
      now: now.map { $0.value }
    )
    findings += Finding.ofSettings(back, of: "the listener")
    guard !back.due.isEmpty else { return }
    if now == nil, !findings.contains(where: { $0.holds == .listener || $0.holds == .all }) {
      findings.append(.listenerGone(former, replacedBy: listener))
    }
    add(.modifyListener(former.arn, back.due), because: back.reason)
  }

  private mutating func planRule(_ rollback: Rollback, among rules: [Rule]) {
    findings.removeAll { $0.code == .ruleShadowed }
    if let made = rollback.madeRule, let rule, rule.isThat(made) {
      findings.append(made.arn == nil ? .ruleIsThere(rule) : .ruleStays(rule))
    }
    guard let former = rollback.before.rule else { return }
    let now = rules.first { $0.arn == former.arn }
    let back = SettingsBack(
      rollback.ruleAttempts,
      before: former.value,
      now: now.map { $0.value }
    )
    findings += Finding.ofSettings(back, of: "the rule")
    guard !back.due.isEmpty else { return }
    if now == nil, !findings.contains(where: { $0.holds == .listener || $0.holds == .all }) {
      findings.append(.ruleGone(former))
    }
    add(.modifyRule(former.arn, back.due), because: back.reason)
  }

  /// Leaves out what stands against changes of a listener where none is due.
  private mutating func forgetListener() {
    let isDue = (changes.map(\.change) + held.map(\.change)).contains { $0.action.isOnListener }
    if !isDue { findings.removeAll { $0.holds == .listener } }
  }

  private mutating func add(_ change: Change, because reason: String) {
    let holder =
      findings.first { $0.holds == .all }
      ?? findings.first { change.action.isOnListener && $0.holds == .listener }
    if let holder {
      held.append(HeldChange(change, code: .finding(holder.code), because: holder.message))
    } else {
      changes.append(PlannedChange(change, because: reason))
    }
  }
}

extension SettingsBack {
  fileprivate var reason: String {
    due.count == 1
      ? "It goes back to what it was before that apply."
      : "They go back to what they were before that apply."
  }
}

extension Listener {
  /// Whether it is what was made, or, where nobody knows what that is, in its place.
  fileprivate func isThat(_ made: Rollback.Making<NewListener>) -> Bool {
    made.arn.map { $0 == arn } ?? (loadBalancer == made.new.loadBalancer && port == made.new.port)
  }
}

extension Rule {
  /// As a listener's.
  fileprivate func isThat(_ made: Rollback.Making<NewRule>) -> Bool {
    made.arn.map { $0 == arn } ?? (priority == made.new.priority)
  }
}

extension Observation {
  /// Tells of a former certificate that can't be looked at; nil where it can, or there is none.
  ///
  /// A listener's former certificate may be one that the spec's policy doesn't let be read, or one
  /// that IAM keeps. AWS itself takes none that is gone.
  fileprivate func unreadCertificate(of listener: ListenerSpec?) -> Finding? {
    guard case .arn(let arn) = listener?.certificate else { return nil }
    guard arn.service == "acm" else { return .certificateUnread(arn, because: "IAM keeps it.") }
    let unread = places.values.flatMap(\.unread).filter {
      $0.kind == .certificate && $0.name == arn.description
    }
    return unread.min().map { .certificateUnread(arn, because: $0.reason) }
  }
}
