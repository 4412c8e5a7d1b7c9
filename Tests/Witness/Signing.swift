import AWS
import Foundation
import SigV4

/// Says for each line of standard input what this client sends for it and how that is signed.
///
/// A line is a JSON object with `time` (seconds since 1970), `credentials`, `region`, and either
/// `operation`, `parameters` and maybe `url` (an API host), for a call of this client; or `service`,
/// `method`, `path`, `query`, `headers` and `body` (Base64), for the signer alone. Each answer is a
/// JSON object on a line of its own, in the same order.
enum Signing {
  static func run() async {
    while let line = readLine() {
      let said = await answer(to: line)
      let bytes = try? JSONSerialization.data(withJSONObject: said, options: [.sortedKeys])
      FileHandle.standardOutput.write((bytes ?? Data()) + Data("\n".utf8))
    }
  }

  private static func answer(to line: String) async -> [String: any Sendable] {
    guard let asked = Members(parsing: line) else { return ["error": "the line is no object"] }
    do {
      guard let name = asked.text("operation") else { return try raw(asked) }
      guard let operation = APIOperation(rawValue: name) else {
        return ["error": "this client has no operation \(name)"]
      }
      return try await sent(operation, asked)
    } catch {
      return ["error": "\(error)"]
    }
  }

  /// What the client sends for a call.
  private static func sent(
    _ operation: APIOperation,
    _ asked: Members
  ) async throws -> [String: any Sendable] {
    guard let parameters = asked.object("parameters") else {
      return ["error": "there are no parameters"]
    }
    let call = GivenCall(operation: operation, parameters: parameters)
    let settings = try ClientSettings(
      environment: ProcessEnvironment([
        "AWS_REGION": asked.required("region"), "AWS_ENDPOINT_URL": asked.required("url"),
      ]),
      files: FileReader { _ in nil }
    )
    guard let region = settings.region else { return ["error": "there is no Region"] }
    let transport = CapturingTransport(firstPage: call.pageBefore)
    let client = Client(
      transport: transport,
      clock: StoppedClock(time: asked.integer("time") ?? 0),
      credentials: GivenCredentials(keys: try keys(asked)),
      region: region,
      hosts: settings.hosts,
      permit: WritePermit(),
      random: { 0 },
      version: "0"
    )
    await call.send(by: client)
    guard let request = transport.requests.last else { return ["error": "nothing was sent"] }
    return try shown(request)
  }

  /// The request as it was sent, and the stages that its signature came from.
  private static func shown(_ request: HTTPRequest) throws -> [String: any Sendable] {
    let origin = request.origin
    let port = origin.port.map { ":\($0)" } ?? ""
    let query = request.query.isEmpty ? "" : "?\(request.query)"
    var said: [String: any Sendable] = [
      "method": request.method,
      "url": "\(origin.scheme.rawValue)://\(origin.host)\(port)\(request.path)\(query)",
      "headers": request.headers.map { [$0.name, $0.value] },
      "body": Data(request.body).base64EncodedString(),
    ]
    let unsigned = SigningRequest(
      method: request.method,
      path: request.path,
      query: request.query,
      headers: request.headers.map { SigningRequest.Header($0.name, $0.value) },
      body: request.body
    )
    said.merge(try stages(of: unsigned)) { $1 }
    return said
  }

  /// Signs a request that is no call of this client.
  private static func raw(_ asked: Members) throws -> [String: any Sendable] {
    var request = SigningRequest(
      method: asked.required("method"),
      path: asked.required("path"),
      query: asked.required("query"),
      headers: asked.pairs("headers").map { SigningRequest.Header($0[0], $0[1]) },
      body: Array(Data(base64Encoded: asked.required("body")) ?? Data())
    )
    let signer = Signer(
      credentials: try keys(asked),
      region: asked.required("region"),
      service: asked.required("service")
    )
    request.headers += try signer.sign(request, at: asked.integer("time") ?? 0)
    return try stages(of: request)
  }

  /// The stages of a signed request, computed again from what it covers; none for an unsigned one.
  private static func stages(of request: SigningRequest) throws -> [String: any Sendable] {
    guard let header = request.values(of: "Authorization").first,
      let time = request.values(of: "X-Amz-Date").first.flatMap(SigningTime.init(timestamp:))
    else { return [:] }
    let authorization = try Authorization(parsing: header)
    let canonicalRequest = try Signer.canonicalRequest(
      for: request,
      signedHeaders: authorization.signedHeaders,
      payloadHash: try Signer.payloadHash(of: request.body)
    )
    return [
      "canonicalRequest": canonicalRequest,
      "stringToSign": try Signer.stringToSign(
        canonicalRequest: canonicalRequest,
        time: time,
        scope: authorization.scope
      ),
      "signature": authorization.signature,
      "authorization": header,
    ]
  }

  private static func keys(_ asked: Members) throws -> Credentials {
    let given = asked.object("credentials")
    return try Credentials(
      accessKeyID: given?.required("accessKeyId") ?? "",
      secretAccessKey: given?.required("secretAccessKey") ?? "",
      sessionToken: given?.text("sessionToken")
    )
  }
}

/// A clock that stands at a time in seconds since 1970.
private struct StoppedClock: WallClock {
  let time: Int

  func milliseconds() -> Int { time * 1000 }
  func sleep(milliseconds: Int) async {}
}

/// The credentials that a line gives.
private struct GivenCredentials: CredentialSource {
  let keys: Credentials

  func credentials() async throws(CredentialError) -> Credentials { keys }
}
