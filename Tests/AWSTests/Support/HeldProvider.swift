import Synchronization

@testable import AWS

/// A provider whose every answer waits until a test gives it, or whoever asks is cancelled.
final class HeldProvider: CredentialProvider {
  typealias Answer = Result<ExpiringCredentials, CredentialError>

  let name = "held place"

  private let asked = Mutex<[Waiter<Answer>]>([])

  /// What an asker gets that was cancelled.
  private let onCancel: CredentialError

  init(onCancel: CredentialError = .cancelled("held place")) {
    self.onCancel = onCancel
  }

  /// How often it was asked.
  var count: Int { asked.withLock { $0.count } }

  /// Answers what was asked last.
  func answer(_ answer: Answer) {
    asked.withLock { $0.last }?.finish(answer)
  }

  func find() async throws(CredentialError) -> CredentialFinding {
    let waiter = Waiter<Answer>()
    let cancelled = onCancel
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiter.wait(continuation)
        asked.withLock { $0.append(waiter) }
      }
    } onCancel: {
      waiter.finish(.failure(cancelled))
    }
    return .found(try answer.get())
  }
}
