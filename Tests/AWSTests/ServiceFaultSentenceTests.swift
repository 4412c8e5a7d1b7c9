import Testing

@testable import AWS

/// What an operator reads of each error of AWS's, word for word.
@Suite struct ServiceFaultSentenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let operation: APIOperation
    let code: String
    var status = 400
    var message = "Said"

    /// What stands between AWS's sentence and the request id.
    let next: String

    var testDescription: String { "\(operation.rawValue): \(code): \(message)" }
  }

  static let keyUnknown =
    "AWS doesn't know the access key here: check that it is active, that its session token goes with "
    + "it, that it is of the partition of me-south-1, and that the account has enabled me-south-1 "
    + "(`aws account get-region-opt-status --region-name me-south-1`)."
  static let clock =
    "This machine's clock is not AWS's: set it (`timedatectl` shows whether it is synchronized) and "
    + "run again."
  static let lost =
    "The signature didn't arrive whole: look for a proxy that takes the header Authorization away or "
    + "changes it."
  static let expired =
    "The session of these credentials has ended: renew them (`aws sso login`, or a new "
    + "AWS_SESSION_TOKEN with its keys) and run again."
  static let identityToken =
    "The identity provider's token is not accepted: AWS_WEB_IDENTITY_TOKEN_FILE must hold a current "
    + "one, of a provider that the role's account knows."
  static let signIn =
    "The sign-in to IAM Identity Center has ended: run `aws sso login` and run again."
  static let wrongSecret =
    "The secret access key doesn't go with the access key, or a proxy changed the request: check "
    + "AWS_SECRET_ACCESS_KEY or the profile."

  static let cases: [Case] = [
    Case(operation: .getCallerIdentity, code: "ExpiredToken", next: expired),
    Case(operation: .getEnvironment, code: "ExpiredTokenException", next: expired),
    Case(operation: .assumeRoleWithWebIdentity, code: "ExpiredTokenException", next: identityToken),
    Case(operation: .assumeRoleWithWebIdentity, code: "InvalidIdentityToken", next: identityToken),
    Case(operation: .assumeRoleWithWebIdentity, code: "IDPRejectedClaim", next: identityToken),
    Case(operation: .getRoleCredentials, code: "UnauthorizedException", next: signIn),
    Case(operation: .createToken, code: "InvalidGrantException", next: signIn),
    Case(operation: .createToken, code: "ExpiredTokenException", next: signIn),
    Case(
      operation: .getRoleCredentials,
      code: "ForbiddenException",
      next: "IAM Identity Center gives this user no such role: check sso_account_id and "
        + "sso_role_name of the profile."
    ),
    Case(operation: .getCallerIdentity, code: "InvalidClientTokenId", next: keyUnknown),
    Case(operation: .getEnvironment, code: "UnrecognizedClientException", next: keyUnknown),
    Case(
      operation: .describeSubnets,
      code: "AuthFailure",
      status: 401,
      next: "EC2 doesn't accept the credentials: check the access key, that its secret and session "
        + "token go with it, this machine's clock, that they are of the partition of me-south-1, and "
        + "that the account has enabled me-south-1 "
        + "(`aws account get-region-opt-status --region-name me-south-1`)."
    ),
    Case(operation: .describeTargetGroups, code: "SignatureDoesNotMatch", next: wrongSecret),
    Case(operation: .describeCertificate, code: "InvalidSignatureException", next: wrongSecret),
    Case(operation: .describeCertificate, code: "IncompleteSignature", next: lost),
    Case(operation: .getEnvironment, code: "MissingAuthenticationTokenException", next: lost),
    Case(
      operation: .describeTargetGroups,
      code: "SignatureDoesNotMatch",
      message: "Credential should be scoped to a valid region.",
      next:
        "The request is signed for me-south-1, and its API host is another Region's or service's: "
        + "check --region, --endpoint-url and AWS_ENDPOINT_URL."
    ),
    Case(
      operation: .describeTargetGroups,
      code: "SignatureDoesNotMatch",
      message: "Signature expired: 20260102T030405Z is now earlier than 20260102T031405Z",
      next: clock
    ),
    Case(
      operation: .describeCertificate,
      code: "InvalidSignatureException",
      message: "Signature not yet current: 20260102T030405Z is still later than 20260102T021405Z",
      next: clock
    ),
    Case(operation: .describeSubnets, code: "RequestExpired", next: clock),
    Case(operation: .describeSubnets, code: "RequestInTheFuture", next: clock),
    Case(operation: .describeSubnets, code: "RequestTimeTooSkewed", status: 403, next: clock),
    Case(
      operation: .assumeRole,
      code: "RegionDisabledException",
      status: 403,
      next: "STS is not active in me-south-1 for this account: enable the Region "
        + "(`aws account enable-region --region-name me-south-1`), activate its STS in IAM's account "
        + "settings, or choose another Region."
    ),
    Case(
      operation: .describeSubnets,
      code: "OptInRequired",
      status: 401,
      next: "The account has not enabled me-south-1, or not signed up for the service: "
        + "`aws account get-region-opt-status --region-name me-south-1` tells which; enable it, or "
        + "choose another Region."
    ),
    Case(
      operation: .describeCertificate,
      code: "SubscriptionRequiredException",
      next: "The account is not signed up for the service: finish that in AWS's console, or use "
        + "another account."
    ),
    Case(
      operation: .describeTargetHealth,
      code: "Throttling",
      next: "There are too many requests: wait, or lower --parallelism."
    ),
    Case(
      operation: .describeTargetHealth,
      code: "HealthUnavailable",
      status: 500,
      next: "Try again in a while."
    ),
    Case(operation: .registerTargets, code: "TooManyTargets", next: ""),
  ]

  private func fault(_ example: Case) throws -> ServiceFault {
    var fault = ServiceFault(
      operation: example.operation,
      status: example.status,
      code: example.code,
      message: example.message,
      requestID: "r-9"
    )
    fault.question = .init(
      host: "h.me-south-1.amazonaws.com",
      region: try .example("me-south-1"),
      resource: nil
    )
    return fault
  }

  @Test(arguments: cases)
  func `an error says who refused what, why, and what to do next`(example: Case) throws {
    let verb = example.status < 500 ? "refused" : "failed at"
    let said = example.message.hasSuffix(".") ? example.message : example.message + "."
    #expect(
      try fault(example).description
        == "AWS \(verb) \(example.operation.rawValue) (\(example.code), HTTP status "
        + "\(example.status), h.me-south-1.amazonaws.com): \(said) "
        + (example.next.isEmpty ? "" : "\(example.next) ") + "Request id: r-9."
    )
  }

  @Test func `an error without code, words and request id says so`() async throws {
    let transport = ScriptedTransport([.answer(418, "<html>")])
    let client = try Client.scripted(transport)
    let error = await failure { () async throws(ServiceError) in
      try await client.send(STS.callerIdentity())
    }
    #expect(
      error?.description
        == "AWS refused GetCallerIdentity (HTTP status 418, sts.eu-west-1.amazonaws.com). The answer "
        + "names no AWS error: did a proxy answer in AWS's place? AWS gave no request id."
    )
  }

  @Test func `a host of one's own doesn't tell the Region, so it is said`() throws {
    let question = ServiceFault.Question(
      host: "127.0.0.1:5000",
      region: try .example(),
      resource: nil
    )
    #expect(question.place == "127.0.0.1:5000 for eu-west-1")
  }
}
