import Core

/// The resources that a run's own changes have made, by the action that made each.
struct MadeResources: Sendable {
  private var arns: [Action: ARN] = [:]

  mutating func note(_ arn: ARN?, by action: Action) {
    if let arn, action.makesResource { arns[action] = arn }
  }

  /// What an action has made; nil where it hasn't yet, or failed.
  subscript(action: Action) -> ARN? { arns[action] }

  /// The ARN to send for a planned one; nil for one that should be made and isn't.
  func resolved(_ planned: PlannedARN) -> ARN? {
    switch planned {
    case .known(let arn): arn
    case .made(let action): arns[action]
    }
  }

  /// Whether a refusal may only say that AWS has not heard yet of what the run has just made.
  func isUnknownYet(_ code: String?, to change: Change) -> Bool {
    switch code {
    case "TargetGroupNotFound":
      change.action.needsTargetGroup && arns[.createTargetGroup] != nil
    case "CertificateNotFound": refers(change, to: arns[.importCertificate])
    case "ListenerNotFound": refers(change, to: arns[.createListener])
    default: false
    }
  }

  private func refers(_ change: Change, to made: ARN?) -> Bool {
    made != nil && change.references.contains { resolved($0) == made }
  }

  /// The first action whose resource a change needs and that hasn't made it.
  func lacking(for change: Change) -> Action? {
    change.makers.filter { arns[$0] == nil }.min { $0.rawValue < $1.rawValue }
  }
}
