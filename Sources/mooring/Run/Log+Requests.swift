import AWS

extension Log {
  /// What the configuration says that is read otherwise than it may have been meant.
  func notice(_ notice: Notice) {
    if notice.isHarmless { info(notice.text) } else { warning(notice.text) }
  }

  /// What happens to a request, for those who look for what takes so long.
  func request(_ event: RequestEvent) {
    switch event {
    case .attempted(let record):
      attempt(record)
    case .waits(let wait):
      debug(
        "\(wait.operation.name): waits \(wait.milliseconds) ms before attempt \(wait.attempt) of "
          + "\(wait.maximumAttempts), because \(wait.cause.words)"
      )
    case .waitedForTurn(let operation, let milliseconds):
      debug(
        "\(operation.name): waited \(milliseconds) ms for its turn, because AWS refused requests "
          + "that came too fast"
      )
    case .quotaUsedUp(let operation):
      debug(
        "\(operation.name): not sent again, because too many requests were sent again lately "
          + "without success"
      )
    case .clockCorrected(let seconds):
      clockCorrected(seconds)
    }
  }

  private func attempt(_ record: RequestRecord) {
    let outcome = record.answer ?? record.failure?.words ?? "no answer"
    debug(
      "\(record.operation.name): \(outcome)",
      [
        "attempt": "\(record.attempt) of \(record.maximumAttempts)",
        "took": "\(record.milliseconds) ms",
        "request": record.requestID ?? "none",
        "host": record.host,
      ]
    )
  }

  private func clockCorrected(_ seconds: Int) {
    guard seconds != 0 else { return info("This machine's clock agrees with AWS's again.") }
    warning(
      "This machine's clock is \(abs(seconds)) seconds \(seconds > 0 ? "behind" : "ahead of") AWS's. "
        + "Requests are signed with AWS's time; set the clock."
    )
  }
}

extension APIOperation {
  /// As the AWS CLI has it, service first: `elbv2 RegisterTargets`.
  fileprivate var name: String { "\(service.rawValue) \(rawValue)" }
}

extension TransportError.Kind {
  fileprivate var words: String {
    switch self {
    case .nameNotResolved: "the host's name has no address"
    case .notConnected: "no connection"
    case .proxyRefused: "the proxy refused"
    case .tlsFailed: "TLS failed"
    case .issuerUnknown: "the certificate's issuer is unknown"
    case .nameNotCertified: "the certificate is for another name"
    case .certificateOutOfDate: "the certificate is out of date"
    case .trustUnreadable: "the certificates to trust can't be read"
    case .timedOut: "timed out"
    case .cutOff: "cut off"
    case .tooLong: "too long"
    case .cancelled: "cancelled"
    }
  }
}

extension RetryCause {
  fileprivate var words: String {
    switch self {
    case .throttled: "AWS wants fewer requests"
    case .transient: "the failure may pass"
    case .clockSkew: "this machine's clock is wrong"
    }
  }
}
