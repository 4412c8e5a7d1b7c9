/// What those are told who watch a client at work; never a header, a body or a credential.
package enum RequestEvent: Hashable, Sendable {
  /// An attempt ended, in an answer or without.
  case attempted(RequestRecord)

  /// An attempt is going to be made after so many milliseconds, because of the last one's failure.
  case waits(RetryWait)

  /// A request has waited so many milliseconds for its turn, as AWS had refused too many.
  case waitedForTurn(operation: APIOperation, milliseconds: Int)

  /// What failed would be sent again, but for the many retries that went before it.
  case quotaUsedUp(operation: APIOperation)

  /// Requests are signed with a corrected time from now on.
  ///
  /// The seconds are AWS's time less this machine's, 0 where the machine's is right again.
  case clockCorrected(seconds: Int)
}

/// The wait before an attempt that follows a failed one.
package struct RetryWait: Hashable, Sendable {
  package var operation: APIOperation

  /// The number of the attempt that is waited for, from 2.
  package var attempt: Int

  package var maximumAttempts: Int
  package var milliseconds: Int
  package var cause: RetryCause

  package init(
    operation: APIOperation,
    attempt: Int,
    maximumAttempts: Int,
    milliseconds: Int,
    cause: RetryCause
  ) {
    self.operation = operation
    self.attempt = attempt
    self.maximumAttempts = maximumAttempts
    self.milliseconds = milliseconds
    self.cause = cause
  }
}

/// Is told of every event when it happens; it must be quick.
package typealias RequestObserver = @Sendable (RequestEvent) -> Void
