/// The ARN of a resource that a change needs: known when it is planned, or made by the plan itself.
///
/// Its text, in plans and reports too, is the ARN, or the word of the action that makes the
/// resource earlier in the same plan, such as `createListener`. An apply puts the ARN that AWS
/// answered in its place.
package enum PlannedARN: Hashable, Sendable, CustomStringConvertible {
  case known(ARN)
  case made(by: Action)

  package init?(_ text: String) {
    if let arn = ARN(text) {
      self = .known(arn)
    } else if let action = Action(rawValue: text), action.makesResource {
      self = .made(by: action)
    } else {
      return nil
    }
  }

  package var description: String {
    switch self {
    case .known(let arn): arn.description
    case .made(let action): action.word
    }
  }

  /// For people: the ARN, or where it comes from.
  package var words: String {
    switch self {
    case .known(let arn): arn.description
    case .made(by: .importCertificate): "the imported one"
    case .made(let action): "(made by \(action.word))"
    }
  }

  /// Nil for a resource that isn't made yet.
  package var known: ARN? {
    if case .known(let arn) = self { arn } else { nil }
  }

  /// The action that makes it; nil for a resource that is there.
  package var maker: Action? {
    if case .made(let action) = self { action } else { nil }
  }
}

extension Action {
  /// Whether AWS answers such a change with the ARN of what it made, for later changes to refer to.
  package var makesResource: Bool {
    self == .createTargetGroup || self == .importCertificate || self == .createListener
  }

  /// Whether it is about the target group, which has to be there.
  package var needsTargetGroup: Bool {
    switch self {
    case .claimTargets, .modifyTargetGroup, .registerTargets, .createListener, .createRule,
      .deregisterTargets, .releaseTargets:
      true
    case .createTargetGroup, .importCertificate, .modifyListener, .addListenerCertificates,
      .modifyRule:
      false
    }
  }
}

extension Change {
  /// The actions of the same plan whose resources it refers to.
  package var makers: Set<Action> { Set(references.compactMap(\.maker)) }

  /// The listener and the certificate that its call names, where it names any.
  package var references: [PlannedARN] {
    let arns: [PlannedARN?] =
      switch self {
      case .createListener(let new): [new.certificate]
      case .modifyListener(let listener, let settings):
        [.known(listener)]
          + settings.filter { $0.key == .certificate }.map { PlannedARN($0.to) }
      case .addListenerCertificates(let listener, let certificate):
        [.known(listener), certificate]
      case .createRule(let new): [new.listener]
      case .claimTargets, .createTargetGroup, .importCertificate, .modifyTargetGroup,
        .registerTargets, .modifyRule, .deregisterTargets, .releaseTargets:
        []
      }
    return arns.compactMap(\.self)
  }

  /// Whether it makes a resource that isn't there before, with an ARN of its own.
  package var isCreation: Bool {
    switch self {
    case .createTargetGroup, .createListener, .createRule: true
    case .importCertificate(let new): new.into == nil
    case .claimTargets, .modifyTargetGroup, .registerTargets, .modifyListener,
      .addListenerCertificates, .modifyRule, .deregisterTargets, .releaseTargets:
      false
    }
  }
}

extension BindingPlan {
  /// The ARN of what an action makes, as observed; nil where it isn't there, or can't be seen.
  package func arn(madeBy action: Action) -> ARN? {
    switch action {
    case .createTargetGroup: targetGroup
    case .createListener: listener?.arn
    case .importCertificate: imported?.arn
    case .claimTargets, .modifyTargetGroup, .registerTargets, .modifyListener,
      .addListenerCertificates, .createRule,
      .modifyRule, .deregisterTargets, .releaseTargets:
      nil
    }
  }
}
