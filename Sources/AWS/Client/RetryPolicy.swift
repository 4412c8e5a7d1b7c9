/// When a failed request is sent again, and how long to wait before.
///
/// The wait is exponential with full jitter: any time from nothing up to the step's bound, so that
/// many clients that failed together don't come back together. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>.
package struct RetryPolicy: Hashable, Sendable {
  package var maximumAttempts: Int

  /// The bound of the first wait; it doubles with each further one.
  package var firstWaitMilliseconds: Int

  /// The bound of the first wait after AWS said that there were too many requests.
  package var firstThrottledWaitMilliseconds: Int

  package var longestWaitMilliseconds: Int

  package init(
    maximumAttempts: Int = 3,
    firstWaitMilliseconds: Int = 50,
    firstThrottledWaitMilliseconds: Int = 1000,
    longestWaitMilliseconds: Int = 20_000
  ) {
    self.maximumAttempts = maximumAttempts
    self.firstWaitMilliseconds = firstWaitMilliseconds
    self.firstThrottledWaitMilliseconds = firstThrottledWaitMilliseconds
    self.longestWaitMilliseconds = longestWaitMilliseconds
  }

  /// The time to wait before sending again what failed; nil to give up.
  ///
  /// | what failed | read | write |
  /// | --- | --- | --- |
  /// | too many requests | again | again |
  /// | no connection was made | again | again |
  /// | a connection that was lost, a time-out | again | give up |
  /// | AWS's passing failure (500, 502, 503, 504) | again | give up |
  /// | anything else | give up | give up |
  ///
  /// `attempt` counts the attempts that failed, and `fraction` from 0 up to 1 says where in its
  /// range the wait lands.
  func wait(after error: ServiceError, attempt: Int, fraction: Double) -> Int? {
    guard attempt < maximumAttempts, let first = firstWait(after: error) else { return nil }
    let bound = min(first << min(attempt - 1, 20), longestWaitMilliseconds)
    return Int((Double(bound) * min(max(fraction, 0), 1)).rounded(.up))
  }

  private func firstWait(after error: ServiceError) -> Int? {
    let isRead = error.operation.effect == .read
    switch error {
    case .service(let fault) where fault.isThrottling:
      return firstThrottledWaitMilliseconds
    case .service(let fault) where fault.isTransient && isRead:
      return firstWaitMilliseconds
    case .transport(_, _, let error) where error.kind == .cancelled:
      return nil
    case .transport(_, _, let error) where error.isSurelyUnsent || isRead:
      return firstWaitMilliseconds
    case .service, .transport, .unreadable, .missingMember, .credentials, .signing,
      .writeNotPermitted, .cancelled:
      return nil
    }
  }
}
