import SigV4

extension Client {
  /// Sends one call and returns AWS's answer.
  ///
  /// What fails is sent again as ``RetryPolicy`` has it; the error is that of the last attempt.
  package func send<Output>(
    _ call: Call<Output>
  ) async throws(ServiceError) -> Answer<Output> {
    let permitted = try PermittedCall(call, permit)
    let invocation = Invocation(random: random)
    var number = 1
    var retry: RetryCause?
    var earlier: ServiceError?
    while true {
      // Cancelled while waiting: the failure that was waited for says more.
      guard !Task.isCancelled else { throw earlier ?? .cancelled(operation: call.operation) }
      let keys = try await keys(for: call.operation)
      let lane = lanes.lane(of: keys, in: region)
      let round = await turn(in: lane, for: call.operation)
      guard !Task.isCancelled else { throw earlier ?? .cancelled(operation: call.operation) }
      let attempt = Attempt(
        invocation: invocation,
        number: number,
        cause: retry,
        keys: keys,
        lane: lane,
        round: round
      )
      do throws(AttemptFailure) {
        return try await send(permitted, attempt)
      } catch {
        guard let cause = cause(ofRepeating: attempt, after: error) else { throw error.error }
        await wait(for: cause, after: error, attempt)
        earlier = error.error
        retry = cause
        number += 1
      }
    }
  }

  /// What an operation is signed with; nil for one that is not signed.
  private func keys(for operation: APIOperation) async throws(ServiceError) -> Credentials? {
    guard operation.isSigned else { return nil }
    do throws(CredentialError) {
      return try await credentials.credentials()
    } catch {
      throw .credentials(operation: operation, error)
    }
  }

  /// Waits for a turn, and returns the round it is of; a caller that is cancelled waits no longer.
  private func turn(in lane: Lane, for operation: APIOperation) async -> Int {
    var waited = 0
    while true {
      switch lane.turn(at: clock.milliseconds(), waited: waited) {
      case .wait(let milliseconds) where !Task.isCancelled:
        await clock.sleep(milliseconds: milliseconds)
        waited += milliseconds
      case .wait:
        return 0
      case .now(let round):
        if waited > 0 {
          observer?(.waitedForTurn(operation: operation, milliseconds: waited))
        }
        return round
      }
    }
  }

  /// Why a failed attempt is followed by another; nil where it isn't.
  private func cause(
    ofRepeating attempt: Attempt,
    after failure: AttemptFailure
  ) -> RetryCause? {
    if let seconds = failure.skew.flatMap(clockSkew.correct) {
      observer?(.clockCorrected(seconds: seconds))
    }
    guard attempt.number < retries.maximumAttempts, let cause = retries.cause(of: failure) else {
      return nil
    }
    guard attempt.lane.takeRetry(cause) else {
      observer?(.quotaUsedUp(operation: failure.error.operation))
      return nil
    }
    return cause
  }

  private func wait(
    for cause: RetryCause,
    after failure: AttemptFailure,
    _ attempt: Attempt
  ) async {
    let milliseconds = retries.wait(
      for: cause,
      attempt: attempt.number,
      fraction: fraction(),
      retryAfter: failure.retryAfterMilliseconds
    )
    observer?(
      .waits(
        RetryWait(
          operation: failure.error.operation,
          attempt: attempt.number + 1,
          maximumAttempts: retries.maximumAttempts,
          milliseconds: milliseconds,
          cause: cause
        )
      )
    )
    await clock.sleep(milliseconds: milliseconds)
  }
}
