import AWS
import Synchronization

/// Answers requests in waves: none of a wave before all of it have been asked.
///
/// A caller that waits for one answer of a wave before it asks the next never ends, so a test that
/// ends has seen as many round trips as there are waves, and no more.
final class WaveTransport: Transport {
  fileprivate struct State {
    var waves: [Int]
    var waiting: [CheckedContinuation<Void, Never>] = []
    var requests = 0
  }

  private let base: any Transport
  private let state: Mutex<State>

  /// Each element of `waves` says how many requests a wave has.
  init(over base: any Transport, waves: [Int]) {
    self.base = base
    state = Mutex(State(waves: waves))
  }

  var requests: Int { state.withLock { $0.requests } }

  /// Whether every wave was asked in full.
  var isDone: Bool { state.withLock { $0.waves.isEmpty && $0.waiting.isEmpty } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    await withCheckedContinuation { continuation in
      let released = state.withLock { state in
        state.requests += 1
        state.waiting.append(continuation)
        guard let size = state.waves.first else { return state.release() }
        guard state.waiting.count == size else { return [] }
        state.waves.removeFirst()
        return state.release()
      }
      for waiter in released { waiter.resume() }
    }
    return try await base.send(request)
  }
}

extension WaveTransport.State {
  fileprivate mutating func release() -> [CheckedContinuation<Void, Never>] {
    defer { waiting = [] }
    return waiting
  }
}
