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
  ///
  /// It ends with the request id that AWS support asks for, or says that there is none. What was not
  /// sent at all says that.
  package var description: String {
    switch self {
    case .service(let fault):
      "\(fault.sentence)\(ambiguity)\(Self.suffix(fault.requestID))"
    case .transport(let operation, let host, let error):
      "\(operation.rawValue) got no answer from \(host): \(error.detail). "
        + "\(error.nextStep(for: operation.service, at: host))\(ambiguity) "
        + "There is no request id, as no answer came."
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

  private static func suffix(_ requestID: String?) -> String {
    requestID.map { " Request id: \($0)." } ?? " AWS gave no request id."
  }
}
