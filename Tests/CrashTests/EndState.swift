import Core
import Simulator

/// What a binding has come to in the world, as far as an apply decides it.
struct EndState: Hashable {
  var targets: [Target]
  var healthCheck: HealthCheck?
  var listeners: Set<Listener>
  var rules: Set<Rule>
  var groups: [String]
  var imports: [ARN: ImportTags]

  init(of cloud: SimulatedCloud) {
    let places = cloud.observation().places.values
    let groups = places.flatMap(\.targetGroups)
    targets = groups.flatMap(\.targets).filter { !$0.isDraining }.map(\.target).sorted()
    healthCheck = groups.first?.healthCheck
    listeners = Set(places.flatMap(\.listeners))
    rules = Set(places.flatMap(\.rules))
    self.groups = groups.map { "\($0.arn) \($0.tags.ledgers.sorted { $0.key < $1.key })" }.sorted()
    imports = places.flatMap(\.certificates).reduce(into: [:]) { $0[$1.arn] = $1.imported }
  }
}
