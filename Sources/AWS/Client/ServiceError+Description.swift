extension ServiceError {
  /// Whether the caller was cancelled, rather than failed.
  package var isCancelled: Bool {
    switch self {
    case .cancelled: true
    case .transport(_, _, let error): error.kind == .cancelled
    case .credentials(_, let error): error.isCancelled
    case .service, .unreadable, .missingMember, .signing, .writeNotPermitted: false
    }
  }
}

extension ServiceError: CustomStringConvertible {
  /// What happened, why, and what to do next; one line, without secrets.
  package var description: String {
    switch self {
    case .service(let fault):
      fault.description
    case .transport(let operation, let host, let error):
      "\(operation.rawValue) got no answer from \(host): \(error.detail). \(error.remedy)"
        + ambiguity
    case .unreadable(let operation, let host, let why, let requestID):
      """
      The answer of \(host) to \(operation.rawValue) can't be read: \(why). \
      Is something between here and AWS, such as a proxy, answering in its place?\
      \(ambiguity)\(Self.suffix(requestID))
      """
    case .missingMember(let operation, let member, let requestID):
      """
      The answer to \(operation.rawValue) lacks \(member), which AWS always sends. \
      It was not used.\(ambiguity)\(Self.suffix(requestID))
      """
    case .credentials(let operation, let error):
      "\(operation.rawValue) was not sent. \(error)"
    case .signing(let operation, let why):
      "\(operation.rawValue) was not sent. \(why)"
    case .writeNotPermitted(let operation):
      """
      \(operation.rawValue) was not sent: it changes AWS, and this command only reads. \
      This is a bug in mooring; please report it.
      """
    case .cancelled(let operation):
      "\(operation.rawValue) was not sent: the run was interrupted."
    }
  }

  /// What an operator must know of a write that may have been done all the same.
  private var ambiguity: String {
    mayHaveTakenEffect
      ? " AWS may have made the change all the same: look before repeating it." : ""
  }

  fileprivate static func suffix(_ requestID: String?) -> String {
    requestID.map { " Request id: \($0)." } ?? ""
  }
}

extension ServiceFault: CustomStringConvertible {
  package var description: String {
    let said = message.isEmpty ? "" : ": \(message.hasSuffix(".") ? message : message + ".")"
    let advice = remedy.map { " \($0)" } ?? ""
    let ambiguity =
      ServiceError.service(self).mayHaveTakenEffect
      ? " AWS may have made the change all the same: look before repeating it." : ""
    return "AWS \(status < 500 ? "refused" : "failed at") \(operation.rawValue) "
      + "(\(code == "\(status)" ? "HTTP status \(status)" : "\(code), HTTP status \(status)"))"
      + "\(said.isEmpty ? "." : said)\(advice)\(ambiguity)\(ServiceError.suffix(requestID))"
  }

  /// What to do about the codes that are about the caller rather than about what was asked.
  private var remedy: String? {
    switch code {
    case _ where isThrottling:
      return "There are too many requests: wait, or lower --parallelism."
    case "ExpiredToken", "ExpiredTokenException":
      return "The session has ended: renew the credentials and run again."
    case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation":
      return "Allow \(operation.action) to these credentials."
    case "AuthFailure":
      return """
        EC2 doesn't accept the credentials: check the access key, that its secret and session \
        token go with it, this machine's clock, and that they are of the partition of this Region.
        """
    case "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId":
      return """
        AWS doesn't accept the access key: check that it is active, that its session token goes \
        with it, and that it is of the partition of this Region.
        """
    case "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature":
      return """
        The secret access key doesn't go with the access key, this machine's clock is wrong, \
        or a proxy changed the request.
        """
    case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture":
      return "Set this machine's clock."
    case "OptInRequired", "RegionDisabledException", "SubscriptionRequiredException":
      return "Enable the Region or the service for this account, or choose another Region."
    case "\(status)":
      return "The answer names no AWS error: did a proxy answer in AWS's place?"
    case _ where status >= 500:
      return "Try again in a while."
    default:
      return nil
    }
  }
}

extension TransportError {
  /// What to look at.
  fileprivate var remedy: String {
    switch kind {
    case .nameNotResolved:
      "Check the Region's name, the DNS of this machine, and AWS_ENDPOINT_URL."
    case .notConnected:
      "Check the way to it: routes, security groups, the VPC endpoint, HTTPS_PROXY, and "
        + "AWS_ENDPOINT_URL."
    case .proxyRefused:
      "Check HTTPS_PROXY and NO_PROXY."
    case .tlsFailed:
      "Where a proxy has certificates of its own, name its CA in AWS_CA_BUNDLE."
    case .timedOut, .cutOff:
      "Try again; if it stays so, look at what is between here and AWS."
    case .cancelled:
      "The run was interrupted."
    }
  }
}
