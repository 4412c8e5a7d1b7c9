import SigV4

/// The credentials of the role of an EC2 instance, from its metadata, version 2.
///
/// A token is asked for first, and the role and its credentials with it. Version 1, which gives
/// credentials to whoever can make the instance send a plain GET, is never asked: where there is no
/// token there are no credentials. No proxy is asked either, which would answer for another machine
/// or learn the token. The token serves for one fetch, as in botocore. See
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html>.
///
/// Nothing points to this source, so that whatever it fails with is a reason why it has none, and no
/// error; settings that can't be are one.
struct InstanceCredentials: CredentialProvider {
  let name = InstanceMetadata.source

  private let environment: ProcessEnvironment
  private let profile: Profile?
  private let outside: Outside

  /// How long a token may be used; the longest that EC2 gives.
  private static let tokenSeconds = 21_600

  private static let rolePath = "/latest/meta-data/iam/security-credentials/"

  init(environment: ProcessEnvironment, profile: Profile?, outside: Outside) {
    self.environment = environment
    self.profile = profile
    self.outside = outside
  }

  func find() async throws(CredentialError) -> CredentialFinding {
    let isDisabled = environment.first(of: ["AWS_EC2_METADATA_DISABLED"])?.isTrue ?? false
    guard !isDisabled else { return .absent(why: "AWS_EC2_METADATA_DISABLED is true") }
    let metadata = try InstanceMetadata(environment, profile)
    do throws(Failure) {
      let token = try await token(metadata)
      let role = try await role(metadata, token)
      let answer = try await credentials(metadata, token, role)
      return .found(lastingLonger(answer))
    } catch {
      guard !error.isCancelled, !Task.isCancelled else { throw .cancelled(name) }
      return .absent(why: error.why)
    }
  }

  private struct Failure: Error {
    var why: String

    /// Whether the same request may have another outcome.
    var passes = false

    var isCancelled = false
  }

  private func token(_ metadata: InstanceMetadata) async throws(Failure) -> Secret {
    let header = HTTPHeader("x-aws-ec2-metadata-token-ttl-seconds", "\(Self.tokenSeconds)")
    return try await ask(metadata, "PUT", "/latest/api/token", header) {
      response throws(Failure) in
      guard response.status == 200 else {
        let why = "it gives no token (\(response.words(hiding: [])))"
        switch response.status {
        case 403, 404, 405:
          throw Failure(why: "\(why); version 2 may be off, and version 1 is never asked")
        default:
          throw Failure(why: why, passes: response.status != 400)
        }
      }
      let text = String(decoding: response.body, as: UTF8.self)
      guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw Failure(why: "what it gives for a token is none", passes: true)
      }
      return Secret(text)
    }
  }

  private func role(
    _ metadata: InstanceMetadata,
    _ token: Secret
  ) async throws(Failure) -> String {
    try await ask(metadata, "GET", Self.rolePath, Self.header(token)) { response throws(Failure) in
      guard response.status != 404 else { throw Failure(why: "the instance has no role") }
      try Self.check(response, "names no role", token)
      // A name of IAM: letters, digits and these signs. An instance has one role.
      let name = String(decoding: response.body, as: UTF8.self).split(separator: "\n").first ?? ""
      guard !name.isEmpty,
        name.utf8.allSatisfy({
          $0.isASCIIDigit || $0.isASCIILetter || "+=,.@-_".utf8.contains($0)
        })
      else { throw Failure(why: "what it gives for the name of its role is none", passes: true) }
      return String(name)
    }
  }

  private func credentials(
    _ metadata: InstanceMetadata,
    _ token: Secret,
    _ role: String
  ) async throws(Failure) -> ExpiringCredentials {
    try await ask(metadata, "GET", Self.rolePath + role, Self.header(token)) {
      response throws(Failure) in
      try Self.check(response, "gives no credentials of the role \(role)", token)
      do throws(ReadingError) {
        switch try MetadataAnswer(parsing: response.body) {
        case .credentials(let keys, let expiration):
          return ExpiringCredentials(keys: keys, expiration: expiration)
        case .refused(let why):
          throw ReadingError.unreadable(why)
        }
      } catch {
        throw Failure(why: "it gives no credentials of the role \(role): \(error.words)")
      }
    }
  }

  private static func header(_ token: Secret) -> HTTPHeader {
    HTTPHeader("x-aws-ec2-metadata-token", token.exposed)
  }

  private static func check(
    _ response: HTTPResponse,
    _ failing: String,
    _ token: Secret
  ) throws(Failure) {
    guard response.status == 200 else {
      throw Failure(why: "it \(failing) (\(response.words(hiding: [token])))", passes: true)
    }
  }

  /// Sends a request until its answer can be read, or as often as is set.
  private func ask<Value>(
    _ metadata: InstanceMetadata,
    _ method: String,
    _ path: String,
    _ header: HTTPHeader,
    reading read: (HTTPResponse) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let request = HTTPRequest(
      method: method,
      origin: metadata.host.origin,
      path: metadata.host.pathPrefix + path,
      headers: [HTTPHeader("User-Agent", outside.client.userAgent.text), header],
      totalMilliseconds: metadata.timeOutSeconds * 1000,
      mayUseProxy: false
    )
    var attempt = 1
    while true {
      do throws(Failure) {
        return try read(try await response(to: request, metadata))
      } catch {
        guard error.passes, attempt < metadata.attempts, !Task.isCancelled else { throw error }
        attempt += 1
      }
    }
  }

  private func response(
    to request: HTTPRequest,
    _ metadata: InstanceMetadata
  ) async throws(Failure) -> HTTPResponse {
    do throws(TransportError) {
      return try await outside.client.transport.send(request)
    } catch {
      switch error.kind {
      case .cancelled:
        throw Failure(why: "", isCancelled: true)
      case .timedOut:
        // The answer with the token goes no further than the instance's hop limit lets it.
        throw Failure(
          why: """
            \(metadata.host.name) took the request, but gave no answer in \
            \(metadata.timeOutSeconds) s; in a container on EC2 the hop limit must be 2 (aws ec2 \
            modify-instance-metadata-options --http-put-response-hop-limit 2)
            """,
          passes: true
        )
      default:
        throw Failure(
          why:
            "\(metadata.host.name) can't be reached (\(error.detail)); this may be no EC2 instance",
          passes: true
        )
      }
    }
  }

  /// Lets credentials that have ended, or are about to, go on for a while.
  ///
  /// EC2 renews them hours before; if these are old ones, its renewal is out of order, and AWS then
  /// accepts the old ones for longer. Meanwhile every instance asks again at another time, a few
  /// minutes from now.
  private func lastingLonger(_ found: ExpiringCredentials) -> ExpiringCredentials {
    let client = outside.client
    let seconds = 15 * 60 + 120 + Int(client.fraction() * 480)
    let earliest = client.seconds() + seconds
    guard let expiration = found.expiration, expiration < earliest else { return found }
    return ExpiringCredentials(keys: found.keys, expiration: earliest)
  }
}
