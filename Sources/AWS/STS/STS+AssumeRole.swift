import SigV4

extension STS {
  /// A role to take on.
  package struct Role: Hashable, Sendable {
    package var arn: String

    /// What the role's trust policy may ask of strangers; nil for none.
    package var externalID: String?

    /// What CloudTrail shows as the session's name.
    package var sessionName: String

    /// From 900 to 43200; nil for AWS's own hour.
    package var durationSeconds: Int?

    package init(
      arn: String,
      externalID: String? = nil,
      sessionName: String = "mooring",
      durationSeconds: Int? = nil
    ) {
      self.arn = arn
      self.externalID = externalID
      self.sessionName = sessionName
      self.durationSeconds = durationSeconds
    }

    /// The account that the ARN names; nil where it isn't one.
    var accountID: String? {
      let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      guard parts.count == 6, parts[4].utf8.count == 12, parts[4].utf8.allSatisfy(\.isASCIIDigit)
      else { return nil }
      return String(parts[4])
    }
  }

  /// Asks for credentials of a role.
  ///
  /// It counts as a read: it gives credentials, and changes nothing.
  package static func assumeRole(_ role: Role) -> Call<ExpiringCredentials> {
    let operation = APIOperation.assumeRole
    var form = QueryForm(operation, version: version)
    form.set("RoleArn", role.arn)
    form.set("RoleSessionName", role.sessionName)
    form.set("ExternalId", role.externalID)
    form.set("DurationSeconds", role.durationSeconds)
    return Call(operation, about: role.arn, form, result: operation.resultName) {
      result throws(ReadingError) in
      try ExpiringCredentials(result.required("Credentials"), of: role)
    }
  }
}

extension ExpiringCredentials {
  /// Reads what STS gives for a role.
  init(_ member: XMLElement, of role: STS.Role) throws(ReadingError) {
    let accessKeyID = try member.text("AccessKeyId")
    let secretAccessKey = try member.text("SecretAccessKey")
    let sessionToken = try member.text("SessionToken")
    do throws(CredentialsError) {
      keys = try Credentials(
        accessKeyID: accessKeyID,
        secretAccessKey: secretAccessKey,
        sessionToken: sessionToken,
        accountID: role.accountID
      )
    } catch {
      throw .unreadable("\(error)")
    }
    guard let expiration = Timestamp.seconds(try member.text("Expiration")) else {
      throw .unreadable("Expiration is not a time")
    }
    self.expiration = expiration
  }
}
