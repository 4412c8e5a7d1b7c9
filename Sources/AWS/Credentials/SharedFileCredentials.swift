import SigV4

/// The keys that a profile has in one of the shared files.
struct SharedFileCredentials: CredentialProvider {
  enum File: String, Sendable {
    case credentials = "credentials file"
    case config = "config file"
  }

  let name: String
  private let properties: [String: SharedFile.Property]

  init(_ profile: Profile, in file: File, at path: String?) {
    let place = path ?? "the \(file.rawValue), which has no path as HOME is not set"
    name = "keys of the profile \"\(profile.name)\" in \(place)"
    properties =
      switch file {
      case .credentials: profile.credentials
      case .config: profile.config
      }
  }

  func find() async throws(CredentialError) -> CredentialFinding {
    guard let accessKeyID = text("aws_access_key_id") else {
      return .absent(why: "aws_access_key_id is not there")
    }
    guard let secretAccessKey = text("aws_secret_access_key") else {
      throw .misconfigured(
        source: name,
        why: "aws_access_key_id is there, but aws_secret_access_key is not"
      )
    }
    let keys = try Credentials.checked(
      source: name,
      accessKeyID: accessKeyID,
      secretAccessKey: secretAccessKey,
      sessionToken: text("aws_security_token") ?? text("aws_session_token"),
      accountID: text("aws_account_id")
    )
    return .found(ExpiringCredentials(keys: keys))
  }

  private func text(_ key: String) -> String? {
    guard let value = properties[key]?.value, !value.isEmpty else { return nil }
    return value
  }
}
