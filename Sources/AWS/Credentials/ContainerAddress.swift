import Glibc
import SigV4

/// Where a container asks for its credentials.
///
/// The path may name the credentials to whoever reads it, so that no message shows it.
struct ContainerAddress: Hashable, Sendable {
  var origin: HTTPOrigin
  var path: String
  var query: String

  /// The host of ECS's agent.
  private static let agent = "169.254.170.2"

  /// Finds the address in the environment; nil where neither variable is set.
  ///
  /// `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` is a path on ECS's agent and goes before
  /// `AWS_CONTAINER_CREDENTIALS_FULL_URI`. Credentials are fetched in clear text only from this
  /// machine, or from the agents of ECS and EKS; see
  /// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>.
  init?(_ environment: ProcessEnvironment) throws(CredentialError) {
    if let path = environment.first(of: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"]) {
      guard path.value.hasPrefix("/") else {
        throw Self.misconfigured(path.source, "it doesn't begin with a slash")
      }
      self = try Self.parse(path, after: "http://\(Self.agent)")
    } else if let url = environment.first(of: ["AWS_CONTAINER_CREDENTIALS_FULL_URI"]) {
      self = try Self.parse(url, after: "")
    } else {
      return nil
    }
  }

  private init(origin: HTTPOrigin, path: String, query: String) {
    self.origin = origin
    self.path = path
    self.query = query
  }

  private static func parse(
    _ setting: Setting,
    after start: String
  ) throws(CredentialError) -> ContainerAddress {
    let url = start + setting.value
    let authority = url.utf8.firstRange(of: Array("://".utf8))?.upperBound ?? url.startIndex
    let end = url[authority...].firstIndex { "/?#".contains($0) } ?? url.endIndex
    let host: APIHost
    do throws(ConfigurationError) {
      host = try APIHost(Setting(value: String(url[..<end]), source: setting.source))
    } catch {
      guard case .invalidURL(_, _, let why) = error else {
        throw misconfigured(setting.source, "\(error)")
      }
      throw misconfigured(setting.source, why)
    }
    guard isAllowed(host.origin) else {
      throw misconfigured(
        setting.source,
        """
        credentials are not fetched from \(host.name) without TLS; the hosts for that are this \
        machine's own addresses, localhost, 169.254.170.2, 169.254.170.23 and [fd00:ec2::23]
        """
      )
    }
    let rest = url[end...]
    guard !rest.contains("#"), rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw misconfigured(
        setting.source,
        "its path has a character that must be percent-encoded"
      )
    }
    let question = rest.firstIndex(of: "?") ?? rest.endIndex
    let path = rest[..<question]
    return ContainerAddress(
      origin: host.origin,
      path: path.isEmpty ? "/" : String(path),
      query: String(rest[question...].dropFirst())
    )
  }

  private static func isAllowed(_ origin: HTTPOrigin) -> Bool {
    let hosts: Set<String> = ["localhost", agent, "169.254.170.23", "[fd00:ec2::23]"]
    return origin.scheme == .https || hosts.contains(origin.host) || isLoopback(origin.host)
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host.hasPrefix("[") {
      var address = in6_addr()
      guard inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &address) == 1 else {
        return false
      }
      return withUnsafeBytes(of: address) { $0.elementsEqual(Array(repeating: 0, count: 15) + [1]) }
    }
    var address = in_addr()
    return inet_pton(AF_INET, host, &address) == 1
      && UInt32(bigEndian: address.s_addr) >> 24 == 127
  }

  private static func misconfigured(_ variable: String, _ why: String) -> CredentialError {
    .misconfigured(source: ContainerCredentials.source, why: "\(variable) is set, but \(why)")
  }
}

extension ContainerAddress: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  var description: String { APIHost(origin: origin).name }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: ["origin": origin]) }
}
