/// When a failed request is sent again, and how long to wait before.
///
/// The wait is exponential with full jitter: any time from nothing up to the step's bound, so that
/// many clients that failed together don't come back together. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>.
package struct RetryPolicy: Hashable, Sendable {
  /// How often a call is sent at most, the first time included.
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

  /// Why what failed is sent again; nil where it isn't.
  ///
  /// | what failed | read | write |
  /// | --- | --- | --- |
  /// | too many requests | again | again |
  /// | the time of the signature, and the clock can be corrected | again | again |
  /// | no connection was made | again | again |
  /// | a connection that was lost, a time-out | again | give up |
  /// | AWS's passing failure (``ServiceFault/isTransient``) | again | give up |
  /// | an answer that is too long | give up | give up |
  /// | anything else | give up | give up |
  ///
  /// The SDKs repeat writes after every failure that passes. Here none is repeated that may have
  /// taken effect.
  func cause(of failure: AttemptFailure) -> RetryCause? {
    if failure.skew?.isNews == true { return .clockSkew }
    let isRead = failure.error.operation.effect == .read
    switch failure.error {
    case .service(let fault) where fault.isThrottling:
      return .throttled
    case .service(let fault) where fault.isTransient && isRead:
      return .transient
    case .transport(_, _, let error) where [.cancelled, .tooLong].contains(error.kind):
      return nil
    case .transport(_, _, let error) where error.isSurelyUnsent || isRead:
      return .transient
    case .service, .transport, .unreadable, .missingMember, .credentials, .signing,
      .writeNotPermitted, .cancelled:
      return nil
    }
  }

  /// The time to wait before sending again.
  ///
  /// `attempt` counts the attempts that failed, and `fraction` from 0 up to 1 says where in its
  /// range the wait lands. What AWS asks for in `x-amz-retry-after` counts where it is longer, with
  /// at most 5 seconds on top.
  func wait(
    for cause: RetryCause,
    attempt: Int,
    fraction: Double,
    retryAfter: Int? = nil
  ) -> Int {
    let first = cause == .throttled ? firstThrottledWaitMilliseconds : firstWaitMilliseconds
    let bound = min(first << min(attempt - 1, 20), longestWaitMilliseconds)
    let wait = Int((Double(bound) * min(max(fraction, 0), 1)).rounded(.up))
    return max(wait, min(retryAfter ?? 0, wait + Self.longestExtraWaitMilliseconds))
  }

  private static let longestExtraWaitMilliseconds = 5000
}
