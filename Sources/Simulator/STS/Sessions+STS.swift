import Core
import Documents
import SigV4

extension Sessions {
  /// Answers a call of the Security Token Service with what stands in its result element.
  mutating func answer(_ inquiry: Inquiry) throws(ServiceError) -> XMLWriter {
    var result = XMLWriter()
    switch inquiry.operation {
    case .getCallerIdentity:
      result.text("Arn", inquiry.caller.arn)
      result.text("UserId", inquiry.caller.userId)
      result.text("Account", inquiry.caller.account.description)
    case .assumeRole:
      try assumeRole(inquiry, &result)
    default:
      throw .invalidAction(inquiry.operation.rawValue, .sts)
    }
    return result
  }

  // A world shows accounts but no roles, so every role of an account that it shows may be assumed.
  private mutating func assumeRole(
    _ inquiry: Inquiry,
    _ result: inout XMLWriter
  ) throws(ServiceError) {
    let text = try inquiry.required("RoleArn")
    let name = try inquiry.required("RoleSessionName")
    guard let role = ARN(text), role.service == "iam", role.resource.hasPrefix("role/"),
      let account = AccountID(role.account)
    else { throw .validation("\(text) is invalid") }
    guard Self.isSessionName(name) else {
      throw .validation(
        "1 validation error detected: Value '\(name)' at 'roleSessionName' failed to satisfy "
          + "constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"
      )
    }
    let duration = try inquiry.number("DurationSeconds") ?? 3600
    guard (900...43200).contains(duration) else {
      throw .validation(
        "1 validation error detected: Value '\(duration)' at 'durationSeconds' failed to satisfy "
          + "constraint: Member must have value between 900 and 43200"
      )
    }
    guard accounts.contains(account) else {
      throw ServiceError(
        "AccessDenied",
        "User: \(inquiry.caller.arn) is not authorized to perform: sts:AssumeRole on resource: "
          + text,
        status: 403
      )
    }
    let expires = inquiry.signingTime + duration
    let (key, principal) = open(
      role: role,
      account: account,
      name: name,
      at: inquiry.signingTime,
      expires: expires
    )
    result.element("AssumedRoleUser") { user in
      user.text("AssumedRoleId", principal.userId)
      user.text("Arn", principal.arn)
    }
    result.element("Credentials") { credentials in
      credentials.text("AccessKeyId", key.id)
      credentials.text("SecretAccessKey", key.secret)
      credentials.text("SessionToken", key.token)
      credentials.text("Expiration", Timestamp(seconds: expires).description)
    }
  }

  private static func isSessionName(_ name: String) -> Bool {
    (2...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        byte.isASCIIDigit || byte.isASCIILetter || "_+=,.@-".utf8.contains(byte)
      }
  }
}
