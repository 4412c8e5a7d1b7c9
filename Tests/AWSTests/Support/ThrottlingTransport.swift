import Synchronization

@testable import AWS

/// Takes a burst of requests and so many a second, as ELBv2 does, and refuses the rest.
final class ThrottlingTransport: Transport {
  static let burst = 40
  static let perSecond = 10
  static let roundTripMilliseconds = 50

  private struct State {
    var tokens = Double(ThrottlingTransport.burst)
    var filledAt: Int
    var sent = 0
    var refused = 0
  }

  private let clock: any WallClock
  private let state: Mutex<State>

  init(_ clock: any WallClock) {
    self.clock = clock
    state = Mutex(State(filledAt: clock.milliseconds()))
  }

  var sent: Int { state.withLock { $0.sent } }
  var refused: Int { state.withLock { $0.refused } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    await clock.sleep(milliseconds: Self.roundTripMilliseconds)
    let now = clock.milliseconds()
    let isTaken = state.withLock { state in
      let fresh = Double((now - state.filledAt) * Self.perSecond) / 1000
      state.tokens = min(state.tokens + fresh, Double(Self.burst))
      state.filledAt = now
      state.sent += 1
      guard state.tokens >= 1 else {
        state.refused += 1
        return false
      }
      state.tokens -= 1
      return true
    }
    return HTTPResponse(
      status: isTaken ? 200 : 400,
      body: Array((isTaken ? RetryTests.emptyHealth : RetryTests.error("Throttling")).utf8)
    )
  }
}
