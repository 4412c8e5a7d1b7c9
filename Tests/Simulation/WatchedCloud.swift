import AWS
import Core
import Resolver
import Simulator
import Synchronization
import TestSupport

/// The way from one client to the cloud: brings a scenario's troubles, and tells a checker of every
/// request.
final class WatchedCloud: Sendable {
  let cloud: SimulatedCloud
  private let clock: SimulationClock
  private let scenario: Scenario
  private let binding: Binding
  private let mishaps: [Trouble.When: Mishap]
  private let events: [Trouble.When: [Event]]
  private let state: Mutex<State>

  /// Whether some read will be given an earlier answer.
  private let remembers: Bool

  struct State {
    var number = 0
    var writes = 0
    var isCalm = false
    var isDead = false
    var runStart = 0
    var requestsOfRun = 0
    var counts = Counts()
    var checker: Checker
    var story: Story
    var earlier: [[UInt8]: Remembered] = [:]
    var end: (@Sendable () -> Void)?
  }

  /// An answer that a stale read gives again.
  struct Remembered {
    var response: HTTPResponse
    var truth: Truth?
  }

  /// A run that asks more often than this would never end.
  private static let longestRun = 3000

  init(_ scenario: Scenario, cloud: SimulatedCloud, clock: SimulationClock, isTold: Bool) {
    self.scenario = scenario
    self.cloud = cloud
    self.clock = clock
    binding = scenario.harbour.binding
    var mishaps: [Trouble.When: Mishap] = [:]
    var events: [Trouble.When: [Event]] = [:]
    for trouble in scenario.troubles {
      switch trouble.what {
      case .mishap(let mishap): mishaps[trouble.when] = mishap
      case .event(let event): events[trouble.when, default: []].append(event)
      }
    }
    (self.mishaps, self.events) = (mishaps, events)
    remembers = mishaps.values.contains(.stale)
    state = Mutex(State(checker: Checker(binding), story: Story(isTold: isTold)))
    cloud.setFaults { [weak self] _ in self?.pending.withLock { $0 } }
  }

  /// What befalls the request under way.
  private let pending = Mutex<Fault?>(nil)

  func look<Result>(_ body: (inout sending State) -> Result) -> Result where Result: Sendable {
    state.withLock { body(&$0) }
  }

  var truth: Truth { Truth(cloud.observation()) }

  /// Begins a run of a client, which is ended by a call when it is killed or told to end.
  func begin(_ name: String, mayWrite: Bool, end: @escaping @Sendable () -> Void) {
    let now = clock.milliseconds()
    look { state in
      state.isDead = false
      state.end = end
      state.runStart = now
      state.requestsOfRun = 0
      state.checker.begin(name, mayWrite: mayWrite)
      state.story.add("\(name):")
    }
  }

  func violated(_ rule: String) {
    look { $0.checker.violated(rule, by: $0.checker.run.name) }
  }
}

extension WatchedCloud: Transport {
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    // Others may go on first: the order is the seed's.
    await Task.yield()
    let asked = Asked(request)
    guard let (number, mishap, events) = arrive(asked) else { throw Self.dead }
    for event in events { happen(event) }
    switch mishap {
    case .killBefore:
      end(dead: true)
      throw Self.dead
    case .slow(let milliseconds):
      await clock.sleep(milliseconds: milliseconds)
      return try answer(request, asked, number, mishap)
    case .killAfter:
      _ = try? answer(request, asked, number, mishap)
      end(dead: true)
      throw Self.dead
    case .terminate:
      end(dead: false)
      defer { look { $0.checker.run.isEnded = true } }
      return try answer(request, asked, number, mishap)
    case .stale, .fault, nil:
      return try answer(request, asked, number, mishap)
    }
  }

  /// Counts a request in; nil where its client is dead.
  private func arrive(_ asked: Asked) -> (number: Int, mishap: Mishap?, events: [Event])? {
    let arrival = look { state -> (number: Int, mishap: Mishap?, events: [Event])? in
      guard !state.isDead else { return nil }
      state.number += 1
      state.requestsOfRun += 1
      state.counts.requests += 1
      var whens: [Trouble.When] = [.request(state.number)]
      if !asked.isRead {
        state.writes += 1
        state.counts.writes += 1
        whens.append(.write(state.writes))
      }
      if state.requestsOfRun > Self.longestRun {
        state.checker.violated(
          "it asks again and again, and never ends",
          by: state.checker.run.name
        )
        return (state.number, .killBefore, [])
      }
      guard !state.isCalm else { return (state.number, nil, []) }
      let mishap = whens.compactMap { mishaps[$0] }.last
      if let mishap { state.counts.troubles[mishap.kind, default: 0] += 1 }
      if mishap?.isKill ?? false { state.counts.kills += 1 }
      return (state.number, mishap, whens.flatMap { events[$0] ?? [] })
    }
    return arrival
  }

  private func answer(
    _ request: HTTPRequest,
    _ asked: Asked,
    _ number: Int,
    _ mishap: Mishap?
  ) throws(TransportError) -> HTTPResponse {
    let part = asked.part(of: binding)
    if mishap == .stale, asked.isRead, let earlier = look({ $0.earlier[Self.key(request)] }) {
      look { state in
        state.checker.run.isDisturbed = true
        if let part, let truth = earlier.truth { state.checker.told(part, truth) }
        state.story.mix(earlier.response.body)
        let start = state.runStart
        state.story.add(line(start, number, asked, "stale-read", nil))
      }
      return earlier.response
    }
    // A look at the whole world costs as much as a request: only where a rule needs it.
    let before = asked.isRead ? nil : truth
    var fault: Fault?
    if case .fault(let befallen) = mishap { fault = befallen }
    pending.withLock { $0 = fault }
    let outcome = cloud.answer(request)
    pending.withLock { $0 = nil }
    if ["CreateTargetGroup", "ModifyTargetGroup"].contains(asked.operation) { answerByPath() }
    let after = before != nil || part != nil ? truth : nil
    let answer = try? outcome.get()
    let isGood = answer.map { (200..<300).contains($0.status) } ?? false
    // That nothing of a name is there is an answer, too.
    let isAbsent = fault == nil && cloud.latestErrorCode?.hasSuffix("NotFound") ?? false
    let now = clock.milliseconds()
    look { state in
      state.story.mix(Array(request.path.utf8))
      state.story.mix(request.body)
      let signature = request.headers.last { $0.name == "Authorization" }?.value ?? ""
      state.story.mix(Array(signature.utf8))
      state.story.mix(answer?.body ?? [])
      let start = state.runStart
      state.story.add(line(start, number, asked, mishap?.kind, answer))
      if let before, let after {
        let reply = Self.reply(answer, mishap, isGood ? nil : cloud.latestErrorCode)
        state.checker.wrote(
          Write(
            asked: asked,
            number: number,
            before: before,
            after: after,
            reply: reply,
            time: now
          )
        )
      } else if isGood || isAbsent, fault != .cutOffBody, let answer {
        if let part, let after { state.checker.told(part, after) }
        if remembers {
          state.earlier[Self.key(request)] = Remembered(response: answer, truth: after)
        }
      }
    }
    return try outcome.get()
  }

  private static func reply(
    _ answer: HTTPResponse?,
    _ mishap: Mishap?,
    _ errorCode: String?
  ) -> Write.Reply {
    switch mishap {
    case .fault(.throttled), .fault(.notConnected): .undone
    case .fault: .lost
    default: answer == nil ? .lost : .heard(errorCode: errorCode)
    }
  }

  private static func key(_ request: HTTPRequest) -> [UInt8] {
    Array(request.path.utf8) + request.body
      + Array((request.headers.first { $0.name == "X-Amz-Target" }?.value ?? "").utf8)
  }

  static let dead = TransportError(.cancelled, detail: "the client was killed")

  private func end(dead: Bool) {
    let end = look { state in
      state.isDead = dead
      return state.end
    }
    end?()
  }

  private func happen(_ event: Event) {
    look { state in
      state.counts.events[event.kind, default: 0] += 1
      state.checker.run.isDisturbed = true
      state.story.add("      * \(event)")
    }
    cloud.happen(event, in: scenario)
  }

  /// Lets the endpoint's addresses answer what they answer to the path that is asked for now.
  private func answerByPath() {
    let world = cloud.observation()
    guard let path = world.here.targetGroups.first?.healthCheck.path else { return }
    guard let status = scenario.answersByPath[path] ?? (path == "/" ? 302 : nil),
      !scenario.answersByPath.isEmpty
    else { return }
    for address in scenario.interfaces.flatMap(\.addresses) {
      cloud.setAnswer(of: address, to: status)
    }
  }

  private func line(
    _ start: Int,
    _ number: Int,
    _ asked: Asked,
    _ kind: String?,
    _ answer: HTTPResponse?
  ) -> String {
    let time = (clock.milliseconds() - start) / 100
    let targets = asked.targets.map { "\($0.id):\($0.port.map(String.init) ?? "-")" }
    return "  \(number) +\(time / 10).\(time % 10)s \(asked.operation)\(asked.chosenBy)"
      + (targets.isEmpty ? "" : " \(targets.joined(separator: " "))")
      + (kind.map { " [\($0)]" } ?? "") + " -> "
      + (answer.map { "\($0.status)" } ?? (kind == "stale-read" ? "as before" : "nothing"))
  }
}

extension SimulatedCloud {
  /// AWS's error code in the latest answer; nil for a success.
  fileprivate var latestErrorCode: String? { journal.entries.last?.errorCode }
}

/// Tells the checker what DNS answers.
struct WatchedResolver: NameResolver {
  let resolver: SimulatedResolver
  let watch: WatchedCloud

  func resolve(_ name: String) async throws(ResolverError) -> NameAnswer {
    do throws(ResolverError) {
      let answer = try await resolver.resolve(name)
      watch.look { $0.checker.told(name, answer) }
      return answer
    } catch {
      watch.look { $0.checker.told(name, nil) }
      throw error
    }
  }
}
