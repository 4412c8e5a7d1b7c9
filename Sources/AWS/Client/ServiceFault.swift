/// An error that AWS answered.
package struct ServiceFault: Hashable, Sendable {
  package var operation: APIOperation

  /// The HTTP status.
  package var status: Int

  /// AWS's code, such as `TargetGroupNotFound`; the status as text where AWS named none.
  package var code: String

  /// AWS's sentence; it may be empty.
  package var message: String

  package var requestID: String?

  /// What was asked of whom; nil where nobody noted it.
  package var question: Question?

  package init(
    operation: APIOperation,
    status: Int,
    code: String,
    message: String,
    requestID: String? = nil
  ) {
    self.operation = operation
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
  }

  /// What an error has to name beside the operation.
  package struct Question: Hashable, Sendable {
    /// The API host that was asked, with a port that isn't its scheme's own.
    package var host: String

    package var region: RegionName

    /// As in ``Call/resource``.
    package var resource: String?
  }

  /// The same error, with what was asked of whom.
  func asked(of host: APIHost, in region: RegionName, about resource: String?) -> ServiceFault {
    var fault = self
    fault.question = Question(host: host.name, region: region, resource: resource)
    return fault
  }
}

extension ServiceFault {
  /// Whether AWS refused because there were too many requests.
  ///
  /// ACM's `LimitExceededException` is a quota, not a rate; sending it again would not help. A status
  /// 429 stands for itself: the only codes that the models of the services used here have it with
  /// are ELBv2's `PriorRequestNotComplete` and SSO's `TooManyRequestsException`, which are rates.
  package var isThrottling: Bool {
    if code == "LimitExceededException" { return operation.service != .acm }
    return Self.throttlingCodes.contains(code) || status == 429
  }

  /// Whether AWS failed in a way that passes.
  package var isTransient: Bool {
    [500, 502, 503, 504].contains(status) || Self.transientCodes.contains(code)
      // STS could not reach who vouches for a web identity token.
      || (code == "IDPCommunicationError" && operation.service == .sts)
  }

  /// Whether AWS may have refused because of the time of the signature.
  ///
  /// The last three codes have other reasons too: `Date` in the answer's head tells which.
  var isAboutTime: Bool {
    [
      "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException",
      "AuthFailure", "SignatureDoesNotMatch",
    ].contains(code)
  }

  private static let throttlingCodes: Set<String> = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
    "TooManyRequestsException", "ProvisionedThroughputExceededException",
    "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
    "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
  ]

  private static let transientCodes: Set<String> = [
    "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete",
  ]
}
