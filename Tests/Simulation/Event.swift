import Core
import Simulator
import TestSupport

/// What happens in the world without mooring's doing.
enum Event: Hashable, Sendable {
  case endpointRecreated
  case endpointState(String)
  case interfaceLost(Int)
  /// An interface that was lost, or not there yet, is there.
  case interfaceAdded
  case environmentStatus(String)
  /// What an address answers to health checks from now on; nil for silence.
  case answer(String, Int?)
  case strangerMovesIn(String)
  case dnsSays([String])
  case otherWriterRegisters(String)
  case otherWriterDeregisters(String)
  case otherWriterSetsMatcher(String)
  case otherWriterMakesListener
  /// A run that had read the ledger long ago writes it, with this address alone.
  case otherWriterClaims(String)
  /// Terraform takes away what its configuration doesn't have.
  case tagsRemoved
  case listenerDeleted
  case loadBalancerDeleted
  case groupDeleted
  case front(FrontEvent)

  /// The kind's name, for counts and for choosing.
  var kind: String {
    switch self {
    case .endpointRecreated: "endpoint-recreated"
    case .endpointState: "endpoint-state"
    case .interfaceLost: "interface-lost"
    case .interfaceAdded: "interface-added"
    case .environmentStatus: "environment-status"
    case .answer: "answer-changed"
    case .strangerMovesIn: "stranger"
    case .dnsSays: "dns-changed"
    case .otherWriterRegisters, .otherWriterDeregisters, .otherWriterSetsMatcher,
      .otherWriterMakesListener, .otherWriterClaims:
      "other-writer"
    case .tagsRemoved: "tags-removed"
    case .listenerDeleted: "listener-deleted"
    case .loadBalancerDeleted: "balancer-deleted"
    case .groupDeleted: "group-deleted"
    case .front(let event): event.kind
    }
  }
}

extension SimulatedCloud {
  /// Lets an event happen; one that the world has no place for does nothing.
  func happen(_ event: Event, in scenario: Scenario) {
    let port = scenario.harbour.binding.targetGroup.port
    switch event {
    case .endpointRecreated:
      let id = observation()[.test].vpcEndpoints.first?.id
      _ = id.map { try? recreateEndpoint($0) }
    case .environmentStatus(let status): try? setEnvironmentStatus(status, of: "airflow")
    case .answer(let address, let status): setAnswer(of: ip(address), to: status)
    case .dnsSays(let addresses):
      edit { world in
        for index in world.names.indices { world.names[index].addresses = addresses.map(ip) }
      }
    default: edit { world in world.here.change(by: event, port: port, as: scenario) }
    }
  }
}

extension Observation {
  /// What is in a scenario's one place.
  var here: Resources {
    get { self[.test] }
    set { places[.test] = newValue }
  }
}

extension Resources {
  fileprivate mutating func change(by event: Event, port: Int, as scenario: Scenario) {
    switch event {
    case .endpointState(let state):
      if !vpcEndpoints.isEmpty { vpcEndpoints[0].state = state }
    case .interfaceLost(let index):
      let ids = vpcEndpoints.first?.networkInterfaceIds ?? []
      guard ids.indices.contains(index) else { return }
      networkInterfaces.removeAll { $0.id == ids[index] }
    case .interfaceAdded:
      let known = Set(networkInterfaces.map(\.id))
      let ours = Set(vpcEndpoints.first?.networkInterfaceIds ?? [])
      networkInterfaces += scenario.interfaces.filter {
        ours.contains($0.id) && !known.contains($0.id)
      }
    case .strangerMovesIn(let address): addStranger(at: address)
    case .otherWriterRegisters(let address):
      let target = Target(address, port)
      changeTargets { targets in
        targets.removeAll { $0.target == target }
        targets.append(
          RegisteredTarget(target, state: "initial", reason: "Elb.RegistrationInProgress")
        )
      }
    case .otherWriterDeregisters(let address):
      changeTargets { $0.removeAll { $0.target == Target(address, port) } }
    case .otherWriterSetsMatcher(let text):
      if !targetGroups.isEmpty { targetGroups[0].healthCheck.matcher = matcher(text) }
    case .otherWriterMakesListener:
      guard listeners.isEmpty, !targetGroups.isEmpty, !loadBalancers.isEmpty else { return }
      listeners = [Harbour.frontListener]
      listeners[0].defaultActions = [.forward([targetGroups[0].arn])]
      settleGroups()
    case .otherWriterClaims(let address):
      guard scenario.harbour.binding.targetGroup.ownership == .recorded, !targetGroups.isEmpty
      else { return }
      targetGroups[0].tags.ledgers = [Harbour.ledgerKey(): "\(address)/\(port)"]
    case .tagsRemoved:
      if !targetGroups.isEmpty { targetGroups[0].tags.ledgers = [:] }
    case .listenerDeleted, .loadBalancerDeleted:
      listeners = []
      rules = []
      settleGroups()
      if event == .loadBalancerDeleted { loadBalancers = [] }
    case .groupDeleted: deleteGroup()
    case .front(let event): change(by: event, as: scenario)
    case .endpointRecreated, .environmentStatus, .answer, .dnsSays: break
    }
  }

  private mutating func changeTargets(_ change: (inout [RegisteredTarget]) -> Void) {
    if !targetGroups.isEmpty { change(&targetGroups[0].targets) }
  }

  /// Gives an address to an interface that belongs to no endpoint.
  mutating func addStranger(at address: String) {
    guard !networkInterfaces.contains(where: { $0.addresses.contains(ip(address)) }) else { return }
    networkInterfaces.append(
      NetworkInterface(
        id: "eni-\(address.replacing(".", with: ""))",
        vpcId: "vpc-0a",
        subnetId: "subnet-0a",
        availabilityZone: "us-west-2a",
        status: "in-use",
        addresses: [ip(address)]
      )
    )
  }
}
