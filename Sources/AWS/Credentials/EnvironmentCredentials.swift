import SigV4

/// The credentials in the process's environment variables.
///
/// Variables are read once: when the end that `AWS_CREDENTIAL_EXPIRATION` names has come, it is an
/// error that a new start alone can mend.
struct EnvironmentCredentials: CredentialProvider {
  static let source = "environment variables"

  let name = source

  private let environment: ProcessEnvironment
  private let now: @Sendable () -> Int

  init(_ environment: ProcessEnvironment, now: @escaping @Sendable () -> Int) {
    self.environment = environment
    self.now = now
  }

  func find() async throws(CredentialError) -> CredentialFinding {
    guard let accessKeyID = environment["AWS_ACCESS_KEY_ID"] else {
      return .absent(
        why: environment["AWS_SECRET_ACCESS_KEY"] == nil
          ? "AWS_ACCESS_KEY_ID is not set"
          : "AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not"
      )
    }
    guard let secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"] else {
      throw .misconfigured(
        source: name,
        why: "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not"
      )
    }
    let keys = try Credentials.checked(
      source: name,
      accessKeyID: accessKeyID,
      secretAccessKey: secretAccessKey,
      sessionToken: environment.first(of: ["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"])?.value,
      accountID: environment["AWS_ACCOUNT_ID"]
    )
    return .found(ExpiringCredentials(keys: keys, expiration: try expiration()))
  }

  private func expiration() throws(CredentialError) -> Int? {
    let variable = "AWS_CREDENTIAL_EXPIRATION"
    guard let text = environment[variable] else { return nil }
    guard let end = Timestamp.seconds(text) else {
      throw .misconfigured(
        source: name,
        why:
          "\(variable) is \"\(text.shownLine)\", which is no time; write it like 2026-01-02T03:04:05Z"
      )
    }
    guard now() < end else {
      throw .misconfigured(
        source: name,
        why: """
          they ended at \(text) (\(variable)), and variables are read once; set new ones and start \
          again
          """
      )
    }
    return end
  }
}
