import Core
import Simulator

/// The world as it was when an answer was given, as far as a rule asks.
struct Truth: Sendable {
  let here: Resources

  init(_ world: Observation) { here = world.here }

  var group: TargetGroup? { here.targetGroups.first }

  /// Every target of the group and its state.
  var states: [Target: String] {
    Dictionary(
      (group?.targets ?? []).map { ($0.target, $0.state) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The targets that are there to stay.
  var registered: Set<Target> { targets { !RegisteredTarget.drainingStates.contains($0) } }
  var healthy: Set<Target> { targets { $0 == "healthy" } }

  func targets(where isMeant: (String) -> Bool) -> Set<Target> {
    Set((group?.targets ?? []).filter { isMeant($0.state) }.map(\.target))
  }
}
