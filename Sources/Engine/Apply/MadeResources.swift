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

  /// The first action whose resource a change needs and that hasn't made it.
  func lacking(for change: Change) -> Action? {
    change.makers.filter { arns[$0] == nil }.min { $0.rawValue < $1.rawValue }
  }
}
