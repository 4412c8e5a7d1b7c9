import AWS
import Simulator
import Synchronization

/// A cloud that answers reads from before a write for so many seconds after it, whether the write was
/// answered or not.
final class LateReads: Transport {
  private struct State {
    var earlier: [[UInt8]: HTTPResponse] = [:]
    var lateUntil = 0
  }

  private let cloud: SimulatedCloud
  private let clock: VirtualClock
  private let seconds: Int
  private let state = Mutex(State())

  init(cloud: SimulatedCloud, clock: VirtualClock, seconds: Int) {
    self.cloud = cloud
    self.clock = clock
    self.seconds = seconds
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let now = clock.seconds()
    // Requests of the query protocol: the body says all that is asked.
    let question = request.body
    let late = state.withLock { $0.lateUntil > now ? $0.earlier[question] : nil }
    if let late, !question.isEmpty { return late }
    let written = cloud.journal.writes.count
    defer {
      if cloud.journal.writes.count > written {
        state.withLock { $0.lateUntil = now + seconds }
      }
    }
    let response = try await cloud.send(request)
    if cloud.journal.writes.count == written, response.status == 200 {
      state.withLock { $0.earlier[question] = response }
    }
    return response
  }
}
