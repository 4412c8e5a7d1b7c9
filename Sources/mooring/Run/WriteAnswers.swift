import AWS
import Synchronization

/// What AWS answered to the writes of a run, by the ids of the requests.
final class WriteAnswers: Sendable {
  private let words = Mutex<[String: String]>([:])

  /// Keeps the answer, if it is one to a write.
  func note(_ event: RequestEvent) {
    guard case .attempted(let record) = event, record.operation.effect == .write,
      let id = record.requestID, let answer = record.answer
    else { return }
    words.withLock { $0[id] = answer }
  }

  /// The status of an answer, and AWS's code where it refused: `200`, `403 AccessDenied`.
  subscript(id: String) -> String? { words.withLock { $0[id] } }
}

extension RequestRecord {
  /// The status of the answer, and AWS's code of an error; nil where no answer came.
  var answer: String? { status.map { "\($0)" + (code.map { " \($0)" } ?? "") } }
}
