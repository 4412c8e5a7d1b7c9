/// What a fresh plan says of a write whose reply was lost.
extension BindingPlan {
  /// Whether what was observed shows that a change has been made.
  ///
  /// What could not be observed shows nothing: a listener that can't be read is no sign that it was
  /// made, and a target that is no longer wanted is no sign that it was registered.
  package func shows(_ change: Change) -> Bool {
    switch change {
    case .claimTargets(let targets): recorded?.isSuperset(of: targets) ?? false
    case .releaseTargets(let targets): recorded?.isDisjoint(with: targets) ?? false
    case .createTargetGroup(let new): shows(new)
    case .modifyTargetGroup(let settings):
      targetGroup != nil && settings.allSatisfy { value(of: $0.key) == $0.to }
    case .registerTargets(let targets, _): registered.isSuperset(of: targets)
    case .importCertificate(let new): imported?.isResult(of: new) ?? false
    case .createListener(let new): shows(new)
    case .modifyListener(let arn, let settings):
      listener.map { listener in
        listener.arn == arn && settings.allSatisfy { listener.shows($0) }
      } ?? false
    case .addListenerCertificates(let arn, let certificate):
      listener.map { listener in
        listener.arn == arn && certificate.known.map(listener.certificates.contains) ?? false
      } ?? false
    case .createRule(let new):
      rule.map { Set($0.hosts) == Set(new.hosts) && $0.priority == new.priority } ?? false
    case .modifyRule(let arn, let settings):
      rule.map { rule in rule.arn == arn && settings.allSatisfy { rule.shows($0) } } ?? false
    case .deregisterTargets(let targets):
      targetGroup != nil && registered.isDisjoint(with: targets)
    }
  }

  /// Whether an addition or repair is still to be made as it was approved, with nothing against it.
  ///
  /// Not a registration whose claim is lost; not a new certificate, which ACM takes as often as it is
  /// sent, and may list late. Never true of a removal: whether one may be made is for a ``RemovalRun`` to say.
  package func stillWants(_ change: Change) -> Bool {
    guard change.action != .deregisterTargets,
      changes.contains(where: { $0.change.action == change.action })
    else { return false }
    if case .importCertificate(let new) = change {
      return new.into != nil && changes.contains { $0.change == change }
    }
    if change.action == .registerTargets, let recorded, !recorded.isSuperset(of: change.targets) {
      return false
    }
    return targets(standing: .wanted).isSuperset(of: change.targets)
  }

  /// A health-check setting that the spec manages, as observed: what drifts says so, and what
  /// doesn't is as the spec wants it.
  private func value(of key: SettingKey) -> String? {
    let drift = (changes.map(\.change) + held.map(\.change)).flatMap(\.healthCheckSettings)
    if let drifted = drift.first(where: { $0.key == key }) { return drifted.from }
    let wanted = HealthCheck().drift(from: binding.targetGroup.healthCheck)
    return wanted.first { $0.key == key }?.to
  }

  private var registered: Set<Target> {
    Set(targets.filter(\.isRegistered).map(\.target))
  }

  /// A group of that name that is otherwise, or that doesn't name its first targets, is another's.
  private func shows(_ new: NewTargetGroup) -> Bool {
    guard targetGroup != nil, !findings.contains(where: { $0.code == .targetGroupMismatch }),
      !(changes.map(\.change) + held.map(\.change)).contains(where: {
        $0.action == .modifyTargetGroup
      })
    else { return false }
    return recorded?.isSuperset(of: new.claimed(by: binding.name)) ?? true
  }

  private func shows(_ new: NewListener) -> Bool {
    guard let listener, let targetGroup else { return false }
    return listener.loadBalancer == new.loadBalancer && listener.port == new.port
      && listener.protocol == new.protocol.rawValue
      && listener.defaultActions
        == [new.forwards ? .forward([targetGroup]) : .other("fixed-response")]
  }
}

extension Listener {
  fileprivate func shows(_ setting: Setting) -> Bool {
    switch setting.key {
    case .certificate: certificate?.description == setting.to
    case .sslPolicy: sslPolicy == setting.to
    case .matcher, .path, .protocol, .port, .intervalSeconds, .timeoutSeconds,
      .healthyThreshold, .unhealthyThreshold, .hosts, .priority:
      false
    }
  }
}

extension Rule {
  fileprivate func shows(_ setting: Setting) -> Bool { value(of: setting.key) == setting.to }
}
