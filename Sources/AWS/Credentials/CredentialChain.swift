package import SigV4

/// The credentials that a process is given from outside.
///
/// They are looked for in the order of AWS's own tools:
///
/// 1. the variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`; left out
///    where a profile was chosen by a flag
/// 2. the profile: keys in the credentials file, then keys in the config file
///
/// A source that is there but can't be used ends the search with its own error, so that nobody is
/// served other credentials than meant. What can't be read yet is said by name.
package struct CredentialChain: CredentialSource {
  private let found: Result<Credentials, CredentialError>

  init(
    environment: ProcessEnvironment,
    profile: Profile?,
    shared: SharedConfiguration,
    usesEnvironmentKeys: Bool
  ) {
    do throws(CredentialError) {
      var tried: [CredentialError.Attempt] = []
      if usesEnvironmentKeys {
        if let keys = try Self.keys(of: environment) {
          found = .success(keys)
          return
        }
        tried.append(Self.absence(in: environment))
      } else {
        tried.append(.init(source: "environment variables", why: "--profile goes before them"))
      }
      if let profile, let keys = try profile.keys(shared: shared) {
        found = .success(keys)
        return
      }
      tried.append(Self.absence(of: profile, in: shared))
      tried += Self.unsupported(environment)
      found = .failure(.noneFound(tried: tried))
    } catch {
      found = .failure(error)
    }
  }

  package func credentials() async throws(CredentialError) -> Credentials {
    try found.get()
  }

  private static func keys(
    of environment: ProcessEnvironment
  ) throws(CredentialError) -> Credentials? {
    let source = "environment variables"
    guard let accessKeyID = environment["AWS_ACCESS_KEY_ID"] else { return nil }
    guard let secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"] else {
      throw .misconfigured(
        source: source,
        why: "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not"
      )
    }
    return try .checked(
      source: source,
      accessKeyID: accessKeyID,
      secretAccessKey: secretAccessKey,
      sessionToken: environment.first(of: ["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"])?.value
    )
  }

  private static func absence(in environment: ProcessEnvironment) -> CredentialError.Attempt {
    CredentialError.Attempt(
      source: "environment variables",
      why: environment["AWS_SECRET_ACCESS_KEY"] == nil
        ? "AWS_ACCESS_KEY_ID is not set"
        : "AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not"
    )
  }

  private static func absence(
    of profile: Profile?,
    in shared: SharedConfiguration
  ) -> CredentialError.Attempt {
    let files = shared.paths.isEmpty ? "no file" : shared.paths.joined(separator: ", ")
    return CredentialError.Attempt(
      source: "profile \"\(profile?.name ?? "default")\" (\(files))",
      why: profile == nil ? "there is no such profile" : "it has no aws_access_key_id"
    )
  }

  /// The sources of AWS's chain that this version doesn't read, so that nobody looks in vain.
  private static func unsupported(
    _ environment: ProcessEnvironment
  ) -> [CredentialError.Attempt] {
    let later = "this version of mooring doesn't read it yet"
    let set = [
      ("web identity token", ["AWS_WEB_IDENTITY_TOKEN_FILE"]),
      (
        "container credentials",
        ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"]
      ),
    ]
    let named = set.map { source, variables in
      CredentialError.Attempt(
        source: source,
        why: environment.first(of: variables).map { "\($0.source) is set, but \(later)" }
          ?? "\(variables[0]) is not set"
      )
    }
    return named + [CredentialError.Attempt(source: "EC2 instance profile", why: later)]
  }
}

extension Credentials {
  /// Credentials of a source, or an error that names it.
  static func checked(
    source: String,
    accessKeyID: String,
    secretAccessKey: String,
    sessionToken: String?
  ) throws(CredentialError) -> Credentials {
    do throws(CredentialsError) {
      return try Credentials(
        accessKeyID: accessKeyID,
        secretAccessKey: secretAccessKey,
        sessionToken: sessionToken
      )
    } catch {
      throw .misconfigured(source: source, why: "\(error)")
    }
  }
}
