import AWS
import Core

extension Change {
  /// The same change as calls, each with no more targets or settings than one takes.
  func calls() -> [Change] {
    let limit = Writer.targetsPerCall
    return switch self {
    case .registerTargets(let targets, _): targets.chunks(of: limit).map { narrowed(to: $0) }
    case .deregisterTargets(let targets): targets.chunks(of: limit).map(Change.deregisterTargets)
    case .modifyRule(let rule, let settings):
      settings.leastTakingFirst.map { .modifyRule(rule, [$0]) }
    case .claimTargets, .releaseTargets, .createTargetGroup, .importCertificate, .modifyTargetGroup,
      .createListener, .modifyListener, .addListenerCertificates, .createRule:
      [self]
    }
  }
}

extension [Setting] {
  /// A rule's settings in the order in which it has the higher number between the two calls.
  ///
  /// With the lower one, other hosts could take what comes for the rules behind it, for as long as the
  /// second call fails.
  fileprivate var leastTakingFirst: [Setting] {
    guard let priority = first(where: { $0.key == .priority }),
      let from = priority.from.flatMap({ Int($0) }),
      let to = Int(priority.to)
    else { return self }
    let others = filter { $0.key != .priority }
    return to > from ? [priority] + others : others + [priority]
  }
}
