import Synchronization

@testable import AWS

/// A provider that answers at once, by the number of times it was asked, from 1.
final class AnsweringProvider: CredentialProvider {
  let name = "answering place"

  private let answer: @Sendable (Int) throws(CredentialError) -> CredentialFinding
  private let asked = Mutex(0)

  init(_ answer: @escaping @Sendable (Int) throws(CredentialError) -> CredentialFinding) {
    self.answer = answer
  }

  /// How often it was asked.
  var count: Int { asked.withLock { $0 } }

  func find() async throws(CredentialError) -> CredentialFinding {
    let number = asked.withLock { asked in
      asked += 1
      return asked
    }
    return try answer(number)
  }
}
