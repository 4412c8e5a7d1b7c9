import SigV4

/// The credentials of a role for the token of an identity provider, as EKS and GitHub give it in a file.
///
/// The variables `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_ROLE_ARN` and `AWS_ROLE_SESSION_NAME` each go
/// before the profile's own words. The file is read anew each time, as its writer renews it. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html>.
struct WebIdentityCredentials: CredentialProvider {
  let name = "web identity token"

  let profile: Profile?

  /// Empty where variables don't count.
  let environment: ProcessEnvironment

  let outside: Outside

  func find() async throws(CredentialError) -> CredentialFinding {
    guard let file = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else {
      return .absent(
        why: "neither AWS_WEB_IDENTITY_TOKEN_FILE nor web_identity_token_file is set"
      )
    }
    guard let arn = setting("AWS_ROLE_ARN", "role_arn")?.value else {
      throw .misconfigured(
        source: name,
        why: "\(file.source) is set, but no role: set AWS_ROLE_ARN, or role_arn of the profile"
      )
    }
    var role = STS.Role(arn: arn)
    if let session = setting("AWS_ROLE_SESSION_NAME", "role_session_name")?.value {
      role.sessionName = session
    }

    let token = try token(in: file.value)
    do throws(ServiceError) {
      return .found(try await outside.client.send(STS.assumeRole(role, by: token)).value)
    } catch {
      throw .roleNotAssumed(
        role: arn,
        why: "\("\(error)".hiding([token])) The token is that of \(file.value).",
        isCancelled: error.isCancelled
      )
    }
  }

  private func setting(_ variable: String, _ key: String) -> Setting? {
    environment.first(of: [variable]) ?? profile?.setting(key)
  }

  /// Reads the token, without the blanks and line breaks around it, which no token has.
  private func token(in path: String) throws(CredentialError) -> Secret {
    func refusal(_ why: String) -> CredentialError {
      .misconfigured(source: name, why: "the file \(path) \(why)")
    }
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try outside.files.read(path)
    } catch {
      throw refusal("can't be read: \(error.why)")
    }
    guard let bytes else {
      // AWS's tools open this path as it is written, and so does this one.
      throw refusal(
        path.hasPrefix("~")
          ? "isn't there: ~ stands for no folder here, so write the whole path"
          : "isn't there; whoever gives the token must write it first"
      )
    }
    let isBlank: (UInt8) -> Bool = { $0 <= UInt8(ascii: " ") }
    let start = bytes.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }
    guard let end else { throw refusal("is empty; whoever gives the token must write it first") }
    guard let text = String(validating: start[...end], as: UTF8.self) else {
      throw refusal("holds no token: it isn't text")
    }
    return Secret(text)
  }
}
