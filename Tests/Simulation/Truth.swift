import Core
import Simulator

/// The world as it really is, as far as a rule is about it; only about the one binding.
struct Truth: Hashable, Sendable {
  var wanted: Set<Target> = []

  /// Every target of the group and its state.
  var states: [Target: String] = [:]

  /// Targets whose address belongs to an interface of nobody's endpoint.
  var strangers: Set<Target> = []

  var environmentStatus = ""

  /// Whether each subnet of the endpoint has its interface, and each interface an address.
  var isEndpointWhole = true

  var isGroupUsed = false
  var listenerCount = 0

  init() {}

  init(_ world: Observation, port: Int) {
    guard let here = world.places.values.first else { return }
    environmentStatus = here.environments.first?.status ?? ""
    let service = here.environments.first?.webServerEndpointService
    let endpoint = here.vpcEndpoints.first { $0.serviceName == service }
    let ours = Set(endpoint?.networkInterfaceIds ?? [])
    let interfaces = here.networkInterfaces.filter { ours.contains($0.id) }
    wanted = Set(
      interfaces.flatMap(\.addresses).map { Target($0, port: port) }
    )
    isEndpointWhole =
      interfaces.count >= (endpoint?.subnetIds.count ?? 0)
      && interfaces.allSatisfy { !$0.addresses.isEmpty }
    let others = here.networkInterfaces.filter { !ours.contains($0.id) }
    strangers = Set(others.flatMap(\.addresses).map { Target($0, port: port) })
      .subtracting(wanted)
    if let group = here.targetGroups.first {
      states = Dictionary(
        group.targets.map { ($0.target, $0.state) },
        uniquingKeysWith: { first, _ in first }
      )
      isGroupUsed = !group.loadBalancers.isEmpty
    }
    listenerCount = here.listeners.count
  }

  var registered: Set<Target> {
    Set(states.filter { !RegisteredTarget.drainingStates.contains($0.value) }.keys)
  }

  var healthy: Set<Target> { Set(states.filter { $0.value == "healthy" }.keys) }
}
