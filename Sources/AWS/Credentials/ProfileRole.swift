/// What a profile says of the role to take on.
///
/// The keys are `role_arn`, `source_profile` or `credential_source`, `role_session_name`, `external_id`,
/// `duration_seconds` and `mfa_serial`; STS is asked in the Region of the run, as by the AWS CLI. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html>.
struct ProfileRole: Sendable {
  let role: STS.Role
  let source: Source

  /// Whose credentials the role is taken on with.
  enum Source: Hashable, Sendable {
    case profile(String)
    case place(Place)
  }

  /// What `credential_source` may name.
  enum Place: String, CaseIterable, Hashable, Sendable {
    case environment = "Environment"
    case container = "EcsContainer"
    case instance = "Ec2InstanceMetadata"
  }

  /// Reads a profile; nil where it names no role, or one that a web identity token is for.
  init?(_ profile: Profile) throws(CredentialError) {
    guard profile.namesRole, let arn = profile.value("role_arn") else { return nil }
    func refusal(_ why: String) -> CredentialError {
      .misconfigured(source: Self.name(in: profile), why: why)
    }
    if let serial = profile.value("mfa_serial") {
      throw refusal(
        """
        it wants a code of the MFA device \(serial), and nobody is asked for one here; get a session \
        with it first, such as by eval "$(aws configure export-credentials --profile \
        \(profile.name) --format env)", and run without --profile, or take mfa_serial out
        """
      )
    }
    switch (profile.value("source_profile"), profile.value("credential_source")) {
    case (let name?, nil):
      source = .profile(name)
    case (nil, let text?):
      guard let place = Place(rawValue: text) else {
        throw refusal(
          """
          credential_source is "\(text)", but must be one of \
          \(Place.allCases.map(\.rawValue).joined(separator: ", "))
          """
        )
      }
      source = .place(place)
    case (nil, nil):
      throw refusal(
        "role_arn is there, but neither source_profile nor credential_source is; add one of them"
      )
    case (_?, _?):
      throw refusal("source_profile and credential_source are both there; take one of them out")
    }
    var role = STS.Role(
      arn: arn,
      externalID: profile.value("external_id"),
      // What isn't a whole number is left out, as AWS's tools have it.
      durationSeconds: profile.value("duration_seconds").flatMap { Int($0) }
    )
    if let name = profile.value("role_session_name") { role.sessionName = name }
    self.role = role
  }

  static func name(in profile: Profile) -> String { "role of the profile \"\(profile.name)\"" }
}

extension Profile {
  /// Whether it names a role that is taken on with other credentials, rather than by a token.
  var namesRole: Bool { value("role_arn") != nil && value("web_identity_token_file") == nil }

  /// Whether any part of a key is in it, in either file.
  var hasKeys: Bool {
    value("aws_access_key_id") != nil || value("aws_secret_access_key") != nil
  }
}
