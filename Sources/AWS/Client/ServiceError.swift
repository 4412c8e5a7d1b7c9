/// Why a call gave no answer, or none that can be used.
package enum ServiceError: Error, Hashable, Sendable {
  /// AWS answered with an error.
  case service(ServiceFault)

  /// No answer came from the host.
  case transport(operation: APIOperation, host: String, TransportError)

  /// The host's answer is not what the operation answers.
  case unreadable(operation: APIOperation, host: String, why: String, requestID: String?)

  /// The answer lacks a member that the operation always answers.
  case missingMember(operation: APIOperation, member: String, requestID: String?)

  /// There is nothing to sign with.
  case credentials(operation: APIOperation, CredentialError)

  /// The request could not be signed; the text says why.
  case signing(operation: APIOperation, String)

  /// The operation changes something, and the client has no ``WritePermit``.
  case writeNotPermitted(operation: APIOperation)

  /// The caller was cancelled before anything was sent.
  case cancelled(operation: APIOperation)
}

extension ServiceError {
  package var operation: APIOperation {
    switch self {
    case .service(let fault): fault.operation
    case .transport(let operation, _, _), .unreadable(let operation, _, _, _),
      .missingMember(let operation, _, _), .credentials(let operation, _),
      .signing(let operation, _), .writeNotPermitted(let operation), .cancelled(let operation):
      operation
    }
  }

  /// AWS's own code; nil where the error isn't AWS's.
  package var code: String? {
    if case .service(let fault) = self { fault.code } else { nil }
  }

  package var requestID: String? {
    switch self {
    case .service(let fault): fault.requestID
    case .unreadable(_, _, _, let requestID), .missingMember(_, _, let requestID): requestID
    case .transport, .credentials, .signing, .writeNotPermitted, .cancelled: nil
    }
  }

  /// Whether AWS may have done what was asked in spite of the error.
  ///
  /// Whoever sees it on a write must read the state again, neither repeat the write blindly nor
  /// report it as failed. It is never true of a read.
  package var mayHaveTakenEffect: Bool {
    guard operation.effect == .write else { return false }
    switch self {
    case .service(let fault):
      // A refusal (4xx) is made before anything is done; a server's failure may come after.
      return fault.status >= 500 && !fault.isThrottling
    case .transport(_, _, let error):
      return !error.isSurelyUnsent
    case .unreadable, .missingMember:
      return true
    case .credentials, .signing, .writeNotPermitted, .cancelled:
      return false
    }
  }
}
