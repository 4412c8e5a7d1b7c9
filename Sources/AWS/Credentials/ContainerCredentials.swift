import SigV4

/// The credentials of a task of ECS or a pod of EKS, from the agent that its variables name.
///
/// The agent is asked without a proxy, up to three times, two seconds each, with a second between; see
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>.
struct ContainerCredentials: CredentialProvider {
  static let source = "container credentials"

  let name = source

  private let environment: ProcessEnvironment
  private let outside: Outside

  private static let attempts = 3
  private static let timeOutMilliseconds = 2000
  private static let pauseMilliseconds = 1000

  init(environment: ProcessEnvironment, outside: Outside) {
    self.environment = environment
    self.outside = outside
  }

  func find() async throws(CredentialError) -> CredentialFinding {
    guard let address = try ContainerAddress(environment) else {
      return .absent(
        why: """
          neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor \
          AWS_CONTAINER_CREDENTIALS_FULL_URI is set
          """
      )
    }
    let token = try authorization()
    var attempt = 1
    while true {
      do throws(Failure) {
        let answer = try await ask(address, token)
        return .found(try credentials(in: answer, from: address))
      } catch {
        guard error.passes, attempt < Self.attempts, !Task.isCancelled else {
          throw .notFetched(
            source: "agent of this container at \(address)",
            why: error.why,
            isCancelled: error.isCancelled
          )
        }
        await outside.client.clock.sleep(milliseconds: Self.pauseMilliseconds)
        attempt += 1
      }
    }
  }

  private struct Failure: Error {
    var why: String
    var passes = true
    var isCancelled = false
  }

  private func ask(
    _ address: ContainerAddress,
    _ token: Secret?
  ) async throws(Failure) -> MetadataAnswer {
    let client = outside.client
    var request = HTTPRequest(
      method: "GET",
      origin: address.origin,
      path: address.path,
      query: address.query,
      headers: [
        HTTPHeader("Accept", "application/json"), HTTPHeader("User-Agent", client.userAgent.text),
      ],
      totalMilliseconds: Self.timeOutMilliseconds,
      mayUseProxy: false
    )
    if let token { request.headers.append(HTTPHeader("Authorization", token.exposed)) }

    let response: HTTPResponse
    do throws(TransportError) {
      response = try await client.transport.send(request)
    } catch {
      throw Failure(
        why: """
          It gave no answer: \(error.detail). Check that the agent runs and that this container may \
          reach it.
          """,
        passes: error.kind != .cancelled,
        isCancelled: error.kind == .cancelled
      )
    }
    guard response.status == 200 else {
      throw Failure(
        why: """
          It refused: \(response.words(hiding: token.map { [$0] } ?? [])). Check the role of the \
          task or pod.
          """
      )
    }
    do throws(ReadingError) {
      return try MetadataAnswer(parsing: response.body)
    } catch {
      let isWhole = if case .missing = error { true } else { false }
      throw Failure(
        why: "It gave none that can be used: \(error.words). Is it another server's port?",
        passes: !isWhole
      )
    }
  }

  private func credentials(
    in answer: MetadataAnswer,
    from address: ContainerAddress
  ) throws(Failure) -> ExpiringCredentials {
    switch answer {
    case .refused(let why):
      throw Failure(
        why: "It refused: \(why). Check the role of the task or pod.",
        passes: false
      )
    case .credentials(let keys, let expiration):
      guard outside.client.seconds() < expiration else {
        throw Failure(
          why: "It gave some that have ended already; check the clock of this machine.",
          passes: false
        )
      }
      return ExpiringCredentials(keys: keys, expiration: expiration)
    }
  }

  /// The value of `Authorization`: the file's, read anew each time, as EKS renews it; else the variable's.
  private func authorization() throws(CredentialError) -> Secret? {
    let variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    guard let path = environment["\(variable)_FILE"] else {
      return try environment[variable].map { text throws(CredentialError) in
        try Self.checked(text, from: variable)
      }
    }
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try outside.files.read(path)
    } catch {
      throw Self.unusable(path, "\(error.why)")
    }
    guard let bytes else { throw Self.unusable(path, "there is no such file") }
    return try Self.checked(String(decoding: bytes, as: UTF8.self), from: path)
  }

  /// A header's value holds no line break and no other control character (RFC 9110 section 5.5).
  private static func checked(
    _ text: String,
    from place: String
  ) throws(CredentialError) -> Secret {
    guard !text.isEmpty else { throw unusable(place, "it is empty") }
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw unusable(place, "it holds a line break or another character that no token holds")
    }
    return Secret(text)
  }

  private static func unusable(_ place: String, _ why: String) -> CredentialError {
    .misconfigured(source: source, why: "the token of \(place) can't be sent: \(why)")
  }
}
