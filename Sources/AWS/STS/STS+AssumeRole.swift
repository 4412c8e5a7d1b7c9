package import SigV4

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
  }

  /// Credentials that end.
  package struct TemporaryCredentials: Hashable, Sendable {
    package var keys: Credentials

    /// Seconds since 1970.
    package var expiration: Int
  }

  /// Asks for credentials of a role.
  ///
  /// It counts as a read: it gives credentials, and changes nothing.
  package static func assumeRole(_ role: Role) -> Call<TemporaryCredentials> {
    let operation = APIOperation.assumeRole
    var form = QueryForm(operation, version: version)
    form.set("RoleArn", role.arn)
    form.set("RoleSessionName", role.sessionName)
    form.set("ExternalId", role.externalID)
    form.set("DurationSeconds", role.durationSeconds)
    return Call(operation, form, result: operation.resultName) { result throws(ReadingError) in
      try TemporaryCredentials(result.required("Credentials"))
    }
  }
}

extension STS.TemporaryCredentials {
  init(_ member: XMLElement) throws(ReadingError) {
    let accessKeyID = try member.text("AccessKeyId")
    let secretAccessKey = try member.text("SecretAccessKey")
    let sessionToken = try member.text("SessionToken")
    do throws(CredentialsError) {
      keys = try Credentials(
        accessKeyID: accessKeyID,
        secretAccessKey: secretAccessKey,
        sessionToken: sessionToken
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
