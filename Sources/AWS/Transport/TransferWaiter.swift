import Synchronization

/// Hands the result of one transfer to the task that waits for it; the first result counts.
final class TransferWaiter: Sendable {
  typealias Outcome = Result<HTTPResponse, TransportError>

  private enum State {
    case idle
    case waiting(CheckedContinuation<Outcome, Never>)
    /// The result came before the task began to wait.
    case early(Outcome)
    case finished
  }

  private let state = Mutex(State.idle)

  /// Whether nobody waits for the transfer any more, so that it can be dropped.
  var isFinished: Bool {
    state.withLock { state in
      switch state {
      case .idle, .waiting: false
      case .early, .finished: true
      }
    }
  }

  func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
    let early: Outcome? = state.withLock { state in
      guard case .early(let outcome) = state else {
        state = .waiting(continuation)
        return nil
      }
      state = .finished
      return outcome
    }
    if let early { continuation.resume(returning: early) }
  }

  func finish(_ outcome: Outcome) {
    let waiting: CheckedContinuation<Outcome, Never>? = state.withLock { state in
      switch state {
      case .idle:
        state = .early(outcome)
        return nil
      case .waiting(let continuation):
        state = .finished
        return continuation
      case .early, .finished:
        return nil
      }
    }
    waiting?.resume(returning: outcome)
  }
}
