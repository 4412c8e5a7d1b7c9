import Synchronization

/// One name under way: what was heard so far, and who waits for it.
///
/// The first result wins, whether it comes from a server, the deadline or a cancellation; whatever
/// comes later is dropped.
final class Question: Sendable {
  typealias Outcome = Result<NameAnswer, ResolverError>

  let name: HostName

  /// When the waiter is told that no server answered.
  let deadline: ContinuousClock.Instant

  private let state = Mutex(State())

  private struct State {
    var outcome: Outcome?
    var waiter: CheckedContinuation<Outcome, Never>?
    var messages: [AddressFamily: DNSMessage] = [:]
  }

  init(_ name: HostName, deadline: ContinuousClock.Instant) {
    self.name = name
    self.deadline = deadline
  }

  var isFinished: Bool {
    state.withLock { $0.outcome != nil }
  }

  /// Resumes the waiter once there is an outcome, at once where there is one already.
  func wait(with continuation: CheckedContinuation<Outcome, Never>) {
    let outcome = state.withLock { state in
      if state.outcome == nil { state.waiter = continuation }
      return state.outcome
    }
    if let outcome { continuation.resume(returning: outcome) }
  }

  func finish(_ outcome: Outcome) {
    let waiter = state.withLock { state in
      guard state.outcome == nil else { return nil as CheckedContinuation<Outcome, Never>? }
      state.outcome = outcome
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: outcome)
  }

  /// Takes the answer for one address family; the last one that was missing ends the question.
  ///
  /// A name whose IPv4 addresses are known and whose IPv6 addresses couldn't be asked for has no
  /// answer: half of the addresses would look like the removal of the other half.
  func receive(_ message: DNSMessage, for family: AddressFamily) {
    let messages = state.withLock { state in
      state.messages[family] = message
      return state.messages
    }
    if messages.count == AddressFamily.allCases.count {
      finish(.success(NameAnswer(name: name.text, messages: messages)))
    }
  }
}
