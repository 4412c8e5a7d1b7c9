/// A profile's login session (`aws login`), whose tokens only the AWS CLI can renew: they ask for
/// proofs that are signed with the CLI's own key.
struct LoginCredentials: CredentialProvider {
  let profile: Profile

  var name: String { "login session of the profile \"\(profile.name)\"" }

  func find() async throws(CredentialError) -> CredentialFinding {
    guard profile.value("login_session") != nil else {
      return .absent(why: "login_session is not there")
    }
    throw .unsupported(
      source: "a login session (login_session)",
      profile: profile.name,
      remedy: """
        Let the AWS CLI fetch them: use another profile with the line `credential_process = aws \
        configure export-credentials --profile \(profile.name) --format process`.
        """
    )
  }
}
