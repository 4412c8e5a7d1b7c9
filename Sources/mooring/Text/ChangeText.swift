import Core

/// Changes in words and symbols.
enum ChangeText {
  /// One line for a change: `register 10.0.1.5:443`, `set matcher 200 -> 200,302`.
  static func summary(_ change: Change) -> String {
    switch change {
    case .claimTargets(let targets): "claim " + list(targets)
    case .releaseTargets(let targets): "release " + list(targets)
    case .createTargetGroup(let new): "create the target group \(new.name)"
    case .modifyTargetGroup(let settings): "set " + list(settings)
    case .registerTargets(let targets, _): "register " + list(targets)
    case .importCertificate(let new): "import the certificate for \(new.domainName)"
    case .createListener(let new):
      "create the listener \(new.protocol.rawValue):\(new.port) on \(shortName(new.loadBalancer))"
    case .modifyListener(_, let settings): "set " + list(settings) + " of the listener"
    case .addListenerCertificates(_, let certificate):
      "add the certificate \(certificate.words) to the listener"
    case .createRule(let new):
      "create the rule \(new.priority) for \(Counting.list(new.hosts))"
    case .modifyRule(_, let settings): "set " + list(settings) + " of the rule"
    case .deregisterTargets(let targets): "deregister " + list(targets)
    }
  }

  /// A change without its values: `set certificate of the listener`.
  static func title(_ change: Change) -> String {
    switch change {
    case .modifyTargetGroup(let settings): "set " + names(settings)
    case .modifyListener(_, let settings): "set " + names(settings) + " of the listener"
    case .modifyRule(_, let settings): "set " + names(settings) + " of the rule"
    case .claimTargets, .createTargetGroup, .importCertificate, .registerTargets, .createListener,
      .addListenerCertificates, .createRule, .deregisterTargets, .releaseTargets:
      summary(change)
    }
  }

  /// `+` adds, `-` removes, `~` changes what is there.
  static func symbol(_ action: Action) -> Span {
    switch action {
    case .createTargetGroup, .importCertificate, .registerTargets, .createListener,
      .addListenerCertificates, .createRule:
      Span("+", .added)
    case .deregisterTargets: Span("-", .removed)
    case .claimTargets, .releaseTargets, .modifyTargetGroup, .modifyListener, .modifyRule:
      Span("~", .changed)
    }
  }

  static func values(_ setting: Setting) -> String {
    "\(setting.from ?? "(none)") -> \(setting.words)"
  }

  /// The part of an ARN that its owner chose: the name of a target group or load balancer.
  ///
  /// `targetgroup/NAME/ID` and `loadbalancer/app/NAME/ID` as ELBv2 writes them; else the resource.
  static func shortName(_ arn: ARN) -> String {
    let parts = arn.resource.split(separator: "/")
    return parts.count > 2 ? String(parts[parts.count - 2]) : arn.resource
  }

  static func shortName(_ reference: Reference) -> String {
    switch reference {
    case .name(let name): name
    case .arn(let arn): shortName(arn)
    }
  }

  /// How many things a change touches, as the last line of a plan counts them.
  static func weight(_ change: Change) -> Int {
    switch change {
    case .modifyTargetGroup(let settings), .modifyListener(_, let settings),
      .modifyRule(_, let settings):
      settings.count
    case .claimTargets(let targets), .registerTargets(let targets, _),
      .deregisterTargets(let targets), .releaseTargets(let targets):
      targets.count
    case .createTargetGroup, .importCertificate, .createListener, .addListenerCertificates,
      .createRule:
      1
    }
  }

  private static func list(_ targets: [Target]) -> String {
    Counting.list(targets.map(\.description))
  }

  private static func names(_ settings: [Setting]) -> String {
    settings.map(\.key.rawValue).joined(separator: ", ")
  }

  private static func list(_ settings: [Setting]) -> String {
    settings.map { "\($0.key.rawValue) \(values($0))" }.joined(separator: ", ")
  }
}
