import SigV4

@testable import AWS

/// Settings of texts and variables, and the credentials that they come to in a world of files and
/// answers.
struct CredentialStage {
  let transport: AnsweringTransport
  let clock: VirtualClock
  let shelf: FileShelf
  let source: any CredentialSource

  /// The answers are those of STS, the portal of SSO, a container's agent and EC2 unless told otherwise.
  init(
    profile: String? = nil,
    _ variables: [String: String] = [:],
    config: String = "",
    credentials: String = "",
    files: [String: String] = [:],
    answering rule: @escaping @Sendable (HTTPRequest) -> ScriptedTransport.Reply = Self.answer
  ) throws {
    transport = AnsweringTransport(rule)
    clock = VirtualClock()
    shelf = FileShelf(files)
    let settings = try ClientSettingsTests.settings(
      .init(profile: profile),
      variables,
      config: config,
      credentials: credentials
    )
    source = settings.credentials(from: try shelf.outside(transport, clock: clock))
  }

  func outcome() async -> Result<Credentials, CredentialError> {
    do throws(CredentialError) {
      return .success(try await source.credentials())
    } catch {
      return .failure(error)
    }
  }

  /// The sentence of the error; nil where there are credentials.
  func sentence() async -> String? {
    if case .failure(let error) = await outcome() { "\(error)" } else { nil }
  }

  var bodies: [String] { transport.requests.map { String(decoding: $0.body, as: UTF8.self) } }

  /// The access keys that requests were signed with; an empty text for an unsigned one.
  var signers: [String] {
    transport.requests.map { request in
      let scope = request.value(of: "Authorization")?.split(separator: "Credential=").last
      return scope.map { String($0.prefix { $0 != "/" }) } ?? ""
    }
  }

  /// Answers as AWS would to who may have what he asks for, for an hour; the key says who answered.
  static func answer(_ request: HTTPRequest) -> ScriptedTransport.Reply {
    let body = String(decoding: request.body, as: UTF8.self)
    switch request.origin.host {
    case "169.254.170.2":
      return .answer(200, keys("CONTAINER"))
    case "169.254.169.254":
      switch request.path.split(separator: "/").last {
      case "token": return .answer(200, "t")
      case "security-credentials": return .answer(200, "role")
      default: return .answer(200, keys("INSTANCE", more: "\"Code\": \"Success\","))
      }
    case let host where host.hasPrefix("portal.sso."):
      return .answer(
        200,
        """
        {"roleCredentials": {"accessKeyId": "SSO", "secretAccessKey": "s",
        "sessionToken": "t", "expiration": 1767326645000}}
        """
      )
    case _ where body.hasPrefix("Action=AssumeRoleWithWebIdentity&"):
      return .answer(200, role("WEB", of: "AssumeRoleWithWebIdentity"))
    case _ where body.hasPrefix("Action=AssumeRole&"):
      // Each role's credentials are called by its name.
      let name = body.split(separator: "role%2F").last?.prefix { $0 != "&" } ?? ""
      return .answer(200, role("ROLE-\(name)", of: "AssumeRole"))
    default:
      return .answer(404)
    }
  }

  static func role(
    _ key: String,
    of operation: String,
    end: String = "2026-01-02T04:04:05Z"
  ) -> String {
    """
    <\(operation)Response><\(operation)Result><Credentials><AccessKeyId>\(key)</AccessKeyId>
    <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
    <Expiration>\(end)</Expiration></Credentials></\(operation)Result></\(operation)Response>
    """
  }

  private static func keys(_ key: String, more: String = "") -> String {
    """
    {\(more) "AccessKeyId": "\(key)", "SecretAccessKey": "s", "Token": "t",
    "Expiration": "2026-01-02T04:04:05Z"}
    """
  }
}
