extension ServiceFault {
  /// What lies behind an error that is about the caller, or about AWS, rather than about what was
  /// asked.
  enum Cause: Hashable, Sendable {
    case throttled
    case expiredSession
    case expiredSignIn
    case roleNotAssigned
    case identityTokenRefused
    case accessDenied
    case keyUnknown
    /// EC2 has one code for an unknown key, a wrong secret, a wrong clock and a disabled Region.
    case credentialsNotValidated
    case signatureWrong
    case signatureLost
    case scopeWrong
    case clockWrong
    case regionNotEnabled
    case notOptedIn
    case notSubscribed
    /// The answer has no code of AWS's.
    case unnamed
    case passing
  }

  /// Nil for an error that is about what was asked, which AWS's own sentence explains.
  var cause: Cause? {
    if isThrottling { return .throttled }
    switch operation.service {
    case .sso, .ssoOIDC: if let cause = signInCause { return cause }
    default: break
    }
    if operation == .assumeRoleWithWebIdentity, Self.identityTokenCodes.contains(code) {
      return .identityTokenRefused
    }
    switch code {
    case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired":
      return .expiredSession
    case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized":
      return .accessDenied
    case "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId":
      return .keyUnknown
    case "AuthFailure":
      return .credentialsNotValidated
    case "SignatureDoesNotMatch", "InvalidSignatureException":
      return signatureCause
    case "IncompleteSignature", "IncompleteSignatureException", "MissingAuthenticationToken",
      "MissingAuthenticationTokenException":
      return .signatureLost
    case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture":
      return .clockWrong
    case "RegionDisabledException":
      return .regionNotEnabled
    case "OptInRequired":
      return .notOptedIn
    case "SubscriptionRequiredException":
      return .notSubscribed
    case "\(status)":
      return .unnamed
    default:
      return status >= 500 ? .passing : nil
    }
  }

  /// The codes of a refused signature also stand for a signature of another time or Region; only
  /// AWS's sentence tells.
  private var signatureCause: Cause {
    if message.hasPrefix("Signature expired") || message.hasPrefix("Signature not yet current") {
      return .clockWrong
    }
    return message.hasPrefix("Credential should be scoped") ? .scopeWrong : .signatureWrong
  }

  private var signInCause: Cause? {
    switch code {
    case "UnauthorizedException", "ExpiredTokenException", "InvalidGrantException",
      "InvalidClientException", "UnauthorizedClientException":
      .expiredSignIn
    case "ForbiddenException" where operation == .getRoleCredentials:
      .roleNotAssigned
    default:
      nil
    }
  }

  private static let identityTokenCodes: Set<String> = [
    "ExpiredToken", "ExpiredTokenException", "InvalidIdentityToken",
    "InvalidIdentityTokenException", "IDPRejectedClaim",
  ]
}
