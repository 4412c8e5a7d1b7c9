extension ServiceFault: CustomStringConvertible {
  package var description: String { "\(ServiceError.service(self))" }

  /// What AWS refused or failed at, where, in its own words, and what to do next.
  var sentence: String {
    let verb = status < 500 ? "refused" : "failed at"
    let named = code == "\(status)" ? "" : "\(code), "
    let place = question.map { ", \($0.place)" } ?? ""
    let said = message.isEmpty ? "." : ": \(message.hasSuffix(".") ? message : message + ".")"
    return "AWS \(verb) \(operation.rawValue) (\(named)HTTP status \(status)\(place))\(said)"
      + (cause.map { " \(nextStep(after: $0))" } ?? "")
  }

  private func nextStep(after cause: Cause) -> String {
    let region = question?.region.text ?? "the Region"
    switch cause {
    case .throttled:
      return "There are too many requests: wait, or lower --parallelism."
    case .expiredSession:
      return """
        The session of these credentials has ended: renew them (`aws sso login`, or a new \
        AWS_SESSION_TOKEN with its keys) and run again.
        """
    case .expiredSignIn:
      return "The sign-in to IAM Identity Center has ended: run `aws sso login` and run again."
    case .roleNotAssigned:
      return """
        IAM Identity Center gives this user no such role: check sso_account_id and sso_role_name \
        of the profile.
        """
    case .identityTokenRefused:
      return """
        The identity provider's token is not accepted: AWS_WEB_IDENTITY_TOKEN_FILE must hold a \
        current one, of a provider that the role's account knows.
        """
    case .accessDenied:
      return Denial(self).sentence
    case .keyUnknown:
      return """
        AWS doesn't know the access key here: check that it is active, that its session token goes \
        with it, that it is of the partition of \(region), and that the account has enabled \
        \(region) (`\(Self.optInCheck(of: region))`).
        """
    case .credentialsNotValidated:
      return """
        EC2 doesn't accept the credentials: check the access key, that its secret and session \
        token go with it, this machine's clock, that they are of the partition of \(region), and \
        that the account has enabled \(region) (`\(Self.optInCheck(of: region))`).
        """
    case .signatureWrong:
      return """
        The secret access key doesn't go with the access key, or a proxy changed the request: \
        check AWS_SECRET_ACCESS_KEY or the profile.
        """
    case .signatureLost:
      return """
        The signature didn't arrive whole: look for a proxy that takes the header Authorization \
        away or changes it.
        """
    case .scopeWrong:
      return """
        The request is signed for \(region), and its API host is another Region's or service's: \
        check --region, --endpoint-url and AWS_ENDPOINT_URL.
        """
    case .clockWrong:
      return """
        This machine's clock is not AWS's: set it (`timedatectl` shows whether it is synchronized) \
        and run again.
        """
    case .regionNotEnabled:
      return """
        STS is not active in \(region) for this account: enable the Region \
        (`aws account enable-region --region-name \(region)`), activate its STS in IAM's account \
        settings, or choose another Region.
        """
    case .notOptedIn:
      return """
        The account has not enabled \(region), or not signed up for the service: \
        `\(Self.optInCheck(of: region))` tells which; enable it, or choose another Region.
        """
    case .notSubscribed:
      return """
        The account is not signed up for the service: finish that in AWS's console, or use \
        another account.
        """
    case .unnamed:
      return "The answer names no AWS error: did a proxy answer in AWS's place?"
    case .passing:
      return "Try again in a while."
    }
  }

  private static func optInCheck(of region: String) -> String {
    "aws account get-region-opt-status --region-name \(region)"
  }
}

extension ServiceFault.Question {
  /// The API host, and the Region where the host's name doesn't tell it.
  var place: String {
    host.contains(region.text) ? host : "\(host) for \(region.text)"
  }
}
