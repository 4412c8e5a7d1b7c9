/// Which places are asked for credentials, in the order of AWS's own tools.
///
/// 1. the variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`
/// 2. the profile's role (`role_arn`)
/// 3. a web identity token, of `AWS_WEB_IDENTITY_TOKEN_FILE` or the profile
/// 4. the profile's sign-in at IAM Identity Center
/// 5. the profile's keys in the credentials file
/// 6. the profile's login session
/// 7. the profile's `credential_process`
/// 8. the profile's keys in the config file
/// 9. the container's agent
/// 10. the EC2 instance's metadata
///
/// A profile that was chosen by a flag goes before the variables. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html>.
struct CredentialOrder: Sendable {
  let environment: ProcessEnvironment
  let shared: SharedConfiguration
  let outside: Outside

  /// The places for a process; `profile` is nil where there is not even a default one.
  func places(
    of profile: Profile?,
    wasChosenByFlag: Bool
  ) -> [any CredentialProvider] {
    let variables = wasChosenByFlag ? ProcessEnvironment() : environment
    let keys: any CredentialProvider =
      wasChosenByFlag
      ? AbsentCredentials(name: EnvironmentCredentials.source, why: "--profile goes before them")
      : environmentCredentials
    let named: [any CredentialProvider] =
      if let profile {
        [ProfileRoleCredentials(profile, order: self)] + places(of: profile, variables: variables)
      } else {
        [
          WebIdentityCredentials(profile: nil, environment: variables, outside: outside),
          AbsentCredentials(name: "profile \"default\"", why: "it is not in \(shared.places)"),
        ]
      }
    return [keys] + named + [containerCredentials, instanceCredentials(profile)]
  }

  /// The places of a profile that a role is taken on with; variables don't reach in there.
  func places(ofSource profile: Profile) -> [any CredentialProvider] {
    places(of: profile, variables: ProcessEnvironment())
  }

  /// The place that a profile's `credential_source` names.
  func place(_ source: ProfileRole.Place, for profile: Profile) -> any CredentialProvider {
    switch source {
    case .environment: environmentCredentials
    case .container: containerCredentials
    case .instance: instanceCredentials(profile)
    }
  }

  private func places(
    of profile: Profile,
    variables: ProcessEnvironment
  ) -> [any CredentialProvider] {
    [
      WebIdentityCredentials(profile: profile, environment: variables, outside: outside),
      SSOCredentials(
        profile: profile,
        shared: shared,
        environment: environment,
        outside: outside
      ),
      SharedFileCredentials(profile, in: .credentials, at: shared.credentialsPath),
      LoginCredentials(profile: profile),
      ProcessCredentials(profile: profile, environment: environment),
      SharedFileCredentials(profile, in: .config, at: shared.configPath),
    ]
  }

  private var environmentCredentials: any CredentialProvider {
    EnvironmentCredentials(environment) { outside.client.seconds() }
  }

  private var containerCredentials: any CredentialProvider {
    ContainerCredentials(environment: environment, outside: outside)
  }

  private func instanceCredentials(_ profile: Profile?) -> any CredentialProvider {
    InstanceCredentials(environment: environment, profile: profile, outside: outside)
  }
}

extension SharedConfiguration {
  /// Where profiles are looked for, in words.
  var places: String {
    paths.isEmpty ? "any file, as HOME is not set" : paths.joined(separator: " or ")
  }
}
