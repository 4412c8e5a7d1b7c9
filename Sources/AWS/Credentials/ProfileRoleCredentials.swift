/// The credentials of the role that a profile names, taken on with those of another profile or place.
///
/// Profiles may refer to each other in a chain, but not in a circle; one may refer to itself where
/// it has keys of its own.
struct ProfileRoleCredentials: CredentialProvider {
  let name: String

  private let absence: String

  /// What was made of the configuration when it was read; nil where the profile names no role.
  private let assumed: Result<AssumedRoleCredentials?, CredentialError>

  /// Asks nothing before credentials are wanted; `above` are the profiles that led here.
  init(_ profile: Profile, order: CredentialOrder, above: [String] = []) {
    name = ProfileRole.name(in: profile)
    absence =
      profile.value("role_arn") == nil
      ? "role_arn is not there" : "its role_arn is for its web_identity_token_file"
    do throws(CredentialError) {
      assumed = .success(try Self.role(profile, order, above + [profile.name]))
    } catch {
      assumed = .failure(error)
    }
  }

  func find() async throws(CredentialError) -> CredentialFinding {
    guard let assumed = try assumed.get() else { return .absent(why: absence) }
    return try await assumed.find()
  }

  private static func role(
    _ profile: Profile,
    _ order: CredentialOrder,
    _ path: [String]
  ) throws(CredentialError) -> AssumedRoleCredentials? {
    guard let wanted = try ProfileRole(profile) else { return nil }
    var client = order.outside.client
    let places: CredentialChain
    switch wanted.source {
    case .place(let place):
      places = CredentialChain(
        [order.place(place, for: profile)],
        of: "credential_source \(place.rawValue) of the profile \"\(profile.name)\""
      )
    case .profile(let name):
      places = CredentialChain(
        try self.places(ofSource: name, profile, order, path),
        of: "source_profile \"\(name)\" of the profile \"\(profile.name)\""
      )
    }
    let below = client
    client.credentials = RenewedCredentials(places) { below.seconds() }
    return AssumedRoleCredentials(wanted.role, through: client)
  }

  private static func places(
    ofSource name: String,
    _ profile: Profile,
    _ order: CredentialOrder,
    _ path: [String]
  ) throws(CredentialError) -> [any CredentialProvider] {
    guard let source = order.shared.profile(name) else {
      throw .misconfigured(
        source: ProfileRole.name(in: profile),
        why: """
          its source_profile "\(name)" is not in \(order.shared.places); add it, or name another
          """
      )
    }
    guard !path.contains(name) || (name == profile.name && source.hasKeys) else {
      throw .misconfigured(
        source: ProfileRole.name(in: profile),
        why: """
          the source profiles form a circle (\((path + [name]).joined(separator: " -> "))); one of \
          them needs credentials of its own
          """
      )
    }
    guard source.namesRole, !source.hasKeys else { return order.places(ofSource: source) }
    let role = ProfileRoleCredentials(source, order: order, above: path)
    // What is wrong further down is found before anything is asked.
    _ = try role.assumed.get()
    return [role]
  }
}
