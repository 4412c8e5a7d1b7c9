import Synchronization

@testable import AWS

/// Remembers what an observer is told.
final class Log: Sendable {
  private let state = Mutex<[RequestEvent]>([])

  var events: [RequestEvent] { state.withLock { $0 } }

  /// The attempts among the events.
  var records: [RequestRecord] {
    events.compactMap { if case .attempted(let record) = $0 { record } else { nil } }
  }

  func add(_ event: RequestEvent) {
    state.withLock { $0.append(event) }
  }
}
