import Core
import Simulator
import TestSupport

/// The world as it was when an answer was given, as far as a rule asks.
struct Truth: Sendable {
  let here: Resources
  private let places: [Place: Resources]

  init(_ world: Observation) {
    here = world.here
    places = world.places
  }

  /// What the account of a role has; without one, the account of the run.
  func resources(of role: AssumeRole?) -> Resources {
    guard let account = role.flatMap({ AccountID($0.arn.account) }) else { return here }
    return places[Place(account: account, region: Place.test.region)] ?? Resources()
  }

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

  /// What the tags of a binding's ledger name.
  func ledger(of binding: Binding) -> Set<Target> {
    var named: Set<Target> = []
    for (key, value) in group?.tags.ledgers ?? [:]
    where key.hasPrefix("mooring:targets:\(binding.name):") {
      for entry in value.split(separator: " ") {
        let parts = entry.split(separator: "/")
        guard parts.count == 2, let port = Int(parts[1]) else { continue }
        named.insert(Target(ip(String(parts[0])), port: port))
      }
    }
    return named
  }

  func targets(where isMeant: (String) -> Bool) -> Set<Target> {
    Set((group?.targets ?? []).filter { isMeant($0.state) }.map(\.target))
  }
}
