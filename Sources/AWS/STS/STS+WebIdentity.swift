package import SigV4

extension STS {
  /// Asks for credentials of a role by the token of an identity provider; it isn't signed.
  ///
  /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>
  package static func assumeRole(
    _ role: Role,
    by token: Secret
  ) -> Call<ExpiringCredentials> {
    let operation = APIOperation.assumeRoleWithWebIdentity
    var form = QueryForm(operation, version: version)
    form.set("RoleArn", role.arn)
    form.set("RoleSessionName", role.sessionName)
    form.set("WebIdentityToken", token.exposed)
    form.set("DurationSeconds", role.durationSeconds)
    return Call(operation, about: role.arn, form, result: operation.resultName) {
      result throws(ReadingError) in
      try ExpiringCredentials(result.required("Credentials"), of: role)
    }
  }
}
