import AWS
import Core
import Simulator
import Synchronization
import TestSupport

/// The way from one client to the cloud: brings a scenario's mishaps and events, and tells a checker
/// of every request.
final class WatchedCloud: Sendable {
  let cloud: SimulatedCloud
  private let clock: SimulationClock
  private let scenario: Scenario
  private let state = Mutex(State())

  struct State {
    var number = 0
    var isCalm = false
    var isDead = false
    var counts = Counts()
    var checker = Checker()
    var earlier: [String: Remembered] = [:]
    var kill: (@Sendable () -> Void)?
  }

  /// An answer that a stale read gives again.
  struct Remembered {
    var response: HTTPResponse
    var truth: Truth?
  }

  init(_ scenario: Scenario, cloud: SimulatedCloud, clock: SimulationClock) {
    self.scenario = scenario
    self.cloud = cloud
    self.clock = clock
    cloud.setFaults { [weak self] _ in self?.fault }
  }

  /// What befalls the request under way.
  private let pending = Mutex<Fault?>(nil)
  private var fault: Fault? { pending.withLock { $0 } }

  var counts: Counts { state.withLock { $0.counts } }
  var violations: [String] { state.withLock { $0.checker.violations } }
  var isDead: Bool { state.withLock { $0.isDead } }

  /// Nothing goes wrong and nothing happens from now on.
  func calm() { state.withLock { $0.isCalm = true } }

  /// Begins a run of a client, which is to be ended by a call when it is killed.
  func begin(mayWrite: Bool, kill: @escaping @Sendable () -> Void) {
    let truth = truth
    state.withLock { state in
      state.isDead = false
      state.kill = kill
      state.checker.begin(scenario.harbour.binding, truth, mayWrite: mayWrite)
    }
  }

  func note(_ violation: String) { state.withLock { $0.checker.violations.append(violation) } }

  var truth: Truth {
    Truth(cloud.observation(), port: scenario.harbour.binding.targetGroup.port)
  }
}

extension WatchedCloud: Transport {
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    // Others may go on first: the order is the seed's.
    await Task.yield()
    guard !isDead, !Task.isCancelled else { throw Self.dead }
    let (number, isCalm) = state.withLock { state in
      state.number += 1
      state.counts.requests += 1
      return (state.number, state.isCalm)
    }
    let mishap = isCalm ? nil : scenario.mishaps[number]
    if !isCalm, let event = scenario.events[number] { happen(event) }
    if let mishap { state.withLock { $0.counts.mishaps[mishap.kind, default: 0] += 1 } }
    switch mishap {
    case .killBefore:
      die()
      throw Self.dead
    case .slow(let milliseconds):
      await clock.sleep(milliseconds: milliseconds)
      return try answer(request, number, nil, isStale: false)
    case .killAfter:
      _ = try? answer(request, number, nil, isStale: false)
      die()
      throw Self.dead
    case .stale:
      return try answer(request, number, nil, isStale: true)
    case .fault(let fault):
      return try answer(request, number, fault, isStale: false)
    case nil:
      return try answer(request, number, nil, isStale: false)
    }
  }

  private func answer(
    _ request: HTTPRequest,
    _ number: Int,
    _ fault: Fault?,
    isStale: Bool
  ) throws(TransportError) -> HTTPResponse {
    let asked = Asked(request)
    let key =
      "\(request.origin.host) \(request.path) \(String(decoding: request.body, as: UTF8.self))"
    if isStale, asked.isRead, let earlier = state.withLock({ $0.earlier[key] }) {
      if let truth = earlier.truth { state.withLock { $0.checker.told(asked, truth) } }
      return earlier.response
    }
    // Looking at the whole world takes longer than most requests: only where a rule needs it.
    let before = asked.isRead ? nil : truth
    pending.withLock { $0 = fault }
    let outcome = cloud.answer(request)
    pending.withLock { $0 = nil }
    let after = !asked.isRead || Checker.questions.contains(asked.operation) ? truth : nil
    let answer = try? outcome.get()
    let isHeard = answer.map { (200..<300).contains($0.status) } ?? false
    state.withLock { state in
      if let before, let after {
        let isUnheard = fault == .throttled || fault == .notConnected
        state.counts.writes += 1
        state.checker.wrote(asked, number: number, from: before, to: after, isUnheard: isUnheard)
      } else if isHeard, fault != .cutOffBody, let answer {
        if let after { state.checker.told(asked, after) }
        state.earlier[key] = Remembered(response: answer, truth: after)
      }
    }
    return try outcome.get()
  }

  private static let dead = TransportError(.cancelled, detail: "the client was killed")

  private func die() {
    let kill = state.withLock { state in
      state.isDead = true
      return state.kill
    }
    kill?()
  }

  private func happen(_ event: Scenario.Event) {
    let port = scenario.harbour.binding.targetGroup.port
    state.withLock { state in
      state.counts.events += 1
      state.checker.worldChanged()
    }
    switch event {
    case .endpointRecreated: _ = try? cloud.recreateEndpoint("airflow")
    case .environmentStatus(let status): try? cloud.setEnvironmentStatus(status, of: "airflow")
    case .answer(let address, let status):
      cloud.setAnswer(of: literal(IPAddress(address)), to: status)
    case .otherWriterRegisters(let address):
      let target = Target(literal(IPAddress(address)), port: port)
      cloud.edit { world in
        world.places[.test]?.targetGroups[0].targets.removeAll { $0.target == target }
        world.places[.test]?.targetGroups[0].targets.append(
          RegisteredTarget(target, state: "initial", reason: "Elb.RegistrationInProgress")
        )
      }
    case .otherWriterDeregisters(let address):
      let target = Target(literal(IPAddress(address)), port: port)
      cloud.edit { world in
        world.places[.test]?.targetGroups[0].targets.removeAll { $0.target == target }
      }
    case .interfaceLost(let index):
      cloud.edit { world in
        let ids = world.places[.test]?.vpcEndpoints.first?.networkInterfaceIds ?? []
        guard ids.indices.contains(index) else { return }
        world.places[.test]?.networkInterfaces.removeAll { $0.id == ids[index] }
      }
    case .listenerDeleted:
      cloud.edit { world in
        world.places[.test]?.listeners = []
        world.places[.test]?.targetGroups[0].loadBalancers = []
      }
    }
  }
}
