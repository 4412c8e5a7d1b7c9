import SigV4

extension Profile {
  /// The profile's own keys; nil where it has nothing to do with credentials.
  ///
  /// The order is that of AWS's tools: a role, SSO, keys in the credentials file, a process, keys in
  /// the config file.
  func keys(shared: SharedConfiguration) throws(CredentialError) -> Credentials? {
    try refuse("a role (role_arn)", keys: ["role_arn"])
    try refuse(
      "IAM Identity Center (SSO)",
      keys: ["sso_session", "sso_start_url", "sso_account_id", "sso_role_name"]
    )
    if let keys = try keys(in: credentials, file: shared.credentialsPath) { return keys }
    try refuse("a login session (login_session)", keys: ["login_session"])
    try refuse("a process (credential_process)", keys: ["credential_process"])
    return try keys(in: config, file: shared.configPath)
  }

  private func refuse(_ source: String, keys: [String]) throws(CredentialError) {
    guard keys.contains(where: { value($0) != nil }) else { return }
    throw .unsupported(
      source: source,
      profile: name,
      remedy: """
        Put its credentials into the environment first: \
        eval "$(aws configure export-credentials --profile \(name) --format env)"
        """
    )
  }

  private func keys(
    in properties: [String: SharedFile.Property],
    file: String?
  ) throws(CredentialError) -> Credentials? {
    func text(_ key: String) -> String? {
      guard let value = properties[key]?.value, !value.isEmpty else { return nil }
      return value
    }
    guard let accessKeyID = text("aws_access_key_id") else { return nil }
    let source = "profile \"\(name)\" in \(file ?? "the shared files")"
    guard let secretAccessKey = text("aws_secret_access_key") else {
      throw .misconfigured(
        source: source,
        why: "aws_access_key_id is there, but aws_secret_access_key is not"
      )
    }
    return try .checked(
      source: source,
      accessKeyID: accessKeyID,
      secretAccessKey: secretAccessKey,
      sessionToken: text("aws_security_token") ?? text("aws_session_token")
    )
  }
}
