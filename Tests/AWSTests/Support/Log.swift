import Synchronization

@testable import AWS

/// Remembers what an observer is told.
final class Log: Sendable {
  private let state = Mutex<[RequestRecord]>([])

  var records: [RequestRecord] { state.withLock { $0 } }

  func add(_ record: RequestRecord) {
    state.withLock { $0.append(record) }
  }
}
