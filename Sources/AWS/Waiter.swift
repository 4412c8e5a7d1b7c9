import Synchronization

/// Hands one value to the task that waits for it; the first value counts.
final class Waiter<Value: Sendable>: Sendable {
  typealias Outcome = Value

  private enum State {
    case idle
    case waiting(CheckedContinuation<Value, Never>)
    /// The value came before the task began to wait.
    case early(Value)
    case finished
  }

  private let state = Mutex(State.idle)

  /// Whether nobody waits for the value any more, so that its maker can stop.
  var isFinished: Bool {
    state.withLock { state in
      switch state {
      case .idle, .waiting: false
      case .early, .finished: true
      }
    }
  }

  func wait(_ continuation: CheckedContinuation<Value, Never>) {
    let early: Value? = state.withLock { state in
      guard case .early(let value) = state else {
        state = .waiting(continuation)
        return nil
      }
      state = .finished
      return value
    }
    if let early { continuation.resume(returning: early) }
  }

  func finish(_ value: Value) {
    let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
      switch state {
      case .idle:
        state = .early(value)
        return nil
      case .waiting(let continuation):
        state = .finished
        return continuation
      case .early, .finished:
        return nil
      }
    }
    waiting?.resume(returning: value)
  }
}
