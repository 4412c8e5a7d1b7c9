import SigV4

/// What a profile says of IAM Identity Center: whole, and without contradiction.
///
/// The section `[sso-session NAME]` that it names says where to sign in; a profile of the older form says
/// so itself. See <https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html>.
struct SSOProfile: Hashable, Sendable {
  let name: String
  let account: String
  let role: String
  let startURL: String

  /// Where IAM Identity Center is, whatever the Region of other requests.
  let region: RegionName

  /// The name of the section; nil in the older form, whose tokens can't be renewed.
  let session: String?

  /// Nil for a profile that names neither an account nor a role to be had by SSO.
  init?(
    _ profile: Profile,
    _ shared: SharedConfiguration
  ) throws(CredentialError) {
    guard profile.value("sso_account_id") != nil || profile.value("sso_role_name") != nil else {
      return nil
    }
    let section = try Self.section(profile, shared)
    func value(_ key: String) -> String? {
      guard let value = section[key]?.value, !value.isEmpty else { return profile.value(key) }
      return value
    }
    let keys = ["sso_account_id", "sso_role_name", "sso_start_url", "sso_region"]
    let values = keys.compactMap(value)
    guard values.count == keys.count else {
      let missing = keys.filter { value($0) == nil }.joined(separator: " and ")
      throw Self.misconfigured(profile, "\(missing) is missing; see `aws configure sso`")
    }
    guard let region = RegionName(values[3]) else {
      throw Self.misconfigured(profile, "sso_region is \"\(values[3])\", which is no Region")
    }
    name = profile.name
    session = profile.value("sso_session")
    account = values[0]
    role = values[1]
    startURL = values[2]
    self.region = region
  }

  /// What to do where there is no token, or none that counts.
  var signIn: String {
    let isPlain = name.utf8.allSatisfy {
      $0.isASCIIDigit || $0.isASCIILetter || "-_.".utf8.contains($0)
    }
    return "Sign in: aws sso login --profile \(isPlain ? name : "'\(name)'")"
  }

  private static func section(
    _ profile: Profile,
    _ shared: SharedConfiguration
  ) throws(CredentialError) -> [String: SharedFile.Property] {
    guard let name = profile.value("sso_session") else { return [:] }
    guard let section = shared.ssoSession(name) else {
      throw misconfigured(
        profile,
        "it names the session \"\(name)\", but there is no section [sso-session \(name)]"
      )
    }
    for (key, property) in section.sorted(by: { $0.key < $1.key }) {
      guard let own = profile.value(key), own != property.value else { continue }
      throw misconfigured(
        profile,
        """
        \(key) is "\(own)" there, but "\(property.value)" in [sso-session \(name)]; take one of them \
        out
        """
      )
    }
    return section
  }

  private static func misconfigured(_ profile: Profile, _ why: String) -> CredentialError {
    .misconfigured(source: "profile \"\(profile.name)\" (SSO)", why: why)
  }
}
