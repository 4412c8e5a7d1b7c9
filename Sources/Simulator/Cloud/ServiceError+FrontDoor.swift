import SigV4

// The errors that come before an operation, which every protocol words in its own way.
extension ServiceError {
  /// A signature that is not accepted.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html and
  /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  static func refused(_ reason: VerificationError, by service: SimulatedService) -> ServiceError {
    switch service.wireProtocol {
    case .query: query(reason)
    case .ec2: ec2(reason)
    case .json: json(reason, status: 400)
    case .restJSON: json(reason, status: 403)
    }
  }

  private static let mismatch =
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    + "Secret Access Key and signing method. Consult the service documentation for details."

  private static let unknownToken = "The security token included in the request is invalid."

  private static func query(_ reason: VerificationError) -> ServiceError {
    switch reason {
    case .missingAuthorization:
      ServiceError(
        "MissingAuthenticationToken",
        "Request is missing Authentication Token",
        status: 403
      )
    case .incompleteSignature(let reason):
      ServiceError("IncompleteSignature", reason, status: 403)
    case .unknownAccessKey, .missingSessionToken, .wrongSessionToken:
      ServiceError("InvalidClientTokenId", unknownToken, status: 403)
    case .expired, .notYetCurrent, .wrongScope, .headersNotSigned:
      ServiceError("SignatureDoesNotMatch", "\(reason)", status: 403)
    case .signatureDoesNotMatch, .contentHashDoesNotMatch:
      ServiceError("SignatureDoesNotMatch", mismatch, status: 403)
    case .crypto: ServiceError("InternalFailure", "\(reason)", status: 500)
    }
  }

  private static func ec2(_ reason: VerificationError) -> ServiceError {
    switch reason {
    case .missingAuthorization:
      ServiceError(
        "MissingAuthenticationToken",
        "The request must contain valid credentials.",
        status: 403
      )
    case .expired, .notYetCurrent:
      ServiceError("RequestExpired", "Request has expired. \(reason)")
    case .crypto: ServiceError("InternalError", "\(reason)", status: 500)
    default:
      ServiceError(
        "AuthFailure",
        "AWS was not able to validate the provided access credentials",
        status: 401
      )
    }
  }

  private static func json(_ reason: VerificationError, status: Int) -> ServiceError {
    switch reason {
    case .missingAuthorization:
      ServiceError(
        "MissingAuthenticationTokenException",
        "Missing Authentication Token",
        status: status
      )
    case .incompleteSignature(let reason):
      ServiceError("IncompleteSignatureException", reason, status: status)
    case .unknownAccessKey, .missingSessionToken, .wrongSessionToken:
      ServiceError("UnrecognizedClientException", unknownToken, status: status)
    case .expired, .notYetCurrent, .wrongScope, .headersNotSigned:
      ServiceError("InvalidSignatureException", "\(reason)", status: status)
    case .signatureDoesNotMatch, .contentHashDoesNotMatch:
      ServiceError("InvalidSignatureException", mismatch, status: status)
    case .crypto: ServiceError("InternalFailure", "\(reason)", status: 500)
    }
  }

  /// A request that is signed for another Region than that of the host it was sent to.
  static func wrongRegion(_ region: String, _ service: SimulatedService) -> ServiceError {
    let message = "Credential should be scoped to a valid region, not another than '\(region)'."
    return switch service.wireProtocol {
    case .query: ServiceError("SignatureDoesNotMatch", message, status: 403)
    case .ec2: ServiceError("AuthFailure", message, status: 401)
    case .json: ServiceError("InvalidSignatureException", message)
    case .restJSON: ServiceError("InvalidSignatureException", message, status: 403)
    }
  }

  static func expiredToken(_ service: SimulatedService) -> ServiceError {
    let message = "The security token included in the request is expired"
    return switch service.wireProtocol {
    case .query: ServiceError("ExpiredToken", message, status: 403)
    case .ec2: ServiceError("RequestExpired", "Request has expired.")
    case .json: ServiceError("ExpiredTokenException", message)
    case .restJSON: ServiceError("ExpiredTokenException", message, status: 403)
    }
  }

  static func denied(_ operation: Operation, to caller: Principal) -> ServiceError {
    let message =
      "User: \(caller.arn) is not authorized to perform: \(operation.action) because no "
      + "identity-based policy allows the \(operation.action) action"
    return switch operation.service.wireProtocol {
    case .query: ServiceError("AccessDenied", message, status: 403)
    case .ec2:
      ServiceError(
        "UnauthorizedOperation",
        "You are not authorized to perform this operation. \(message)",
        status: 403
      )
    case .json: ServiceError("AccessDeniedException", message)
    case .restJSON: ServiceError("AccessDeniedException", message, status: 403)
    }
  }

  static func invalidAction(_ name: String, _ service: SimulatedService) -> ServiceError {
    switch service.wireProtocol {
    case .query:
      ServiceError(
        "InvalidAction",
        "Could not find operation \(name) for version \(service.version)"
      )
    case .ec2:
      ServiceError("InvalidAction", "The action \(name) is not valid for this web service.")
    case .json, .restJSON:
      ServiceError("UnknownOperationException", "There is no operation \(name)")
    }
  }

  static func throttled(_ service: SimulatedService) -> ServiceError {
    switch service.wireProtocol {
    case .query where service == .sts: ServiceError("Throttling", "Rate exceeded")
    case .query: ServiceError("ThrottlingException", "Rate exceeded")
    case .ec2: ServiceError("RequestLimitExceeded", "Request limit exceeded.", status: 503)
    case .json: ServiceError("ThrottlingException", "Rate exceeded")
    case .restJSON: ServiceError("ThrottlingException", "Rate exceeded", status: 429)
    }
  }

  static func failure(_ service: SimulatedService) -> ServiceError {
    let code = service.wireProtocol == .ec2 ? "InternalError" : "InternalFailure"
    return ServiceError(
      service == .mwaa ? "InternalServerException" : code,
      "The request processing has failed because of an unknown error, exception or failure.",
      status: 500
    )
  }
}
