package import AWS
import Core
package import Documents

/// The simulator behind a loopback port: what its door needs, in plain types.
package struct Sandbox: Sendable {
  /// An answer as it goes over the wire.
  package struct Answer: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }

  private let cloud: SimulatedCloud
  private let regions: [String]

  /// Opens a sandbox on the world of a snapshot file.
  ///
  /// Health checks and draining run `speed` times faster than the clock.
  package init(
    snapshot: [UInt8],
    file: String,
    speed: Int,
    clock: any WallClock = SystemClock()
  ) throws(DocumentError) {
    let world = try SnapshotDocument.decode(snapshot, file: file)
    cloud = SimulatedCloud(
      world: world,
      clock: AcceleratedClock(over: clock, speed: speed),
      signingClock: clock,
      journalLength: 1000
    )
    let places = world.places.keys.sorted()
    regions = (places.filter { $0.account == world.caller } + places).map(\.region)
  }

  /// Answers one request; nil where the connection is to be closed without an answer.
  ///
  /// The target is what stands in the request line: a path with its query, or an absolute URL.
  package func answer(
    method: String,
    target: String,
    headers: [(name: String, value: String)],
    body: [UInt8]
  ) -> Answer? {
    let (path, query) = Self.halves(of: Self.withoutOrigin(target))
    if path == "/sandbox" || path.hasPrefix("/sandbox/") {
      return SandboxControl(cloud).answer(method: method, path: path, headers: headers)
    }
    let request = HTTPRequest(
      method: method,
      origin: HTTPOrigin(scheme: .http, host: "127.0.0.1"),
      path: path,
      query: query,
      headers: headers.map { HTTPHeader($0.name, $0.value) },
      body: body
    )
    guard case .success(let response) = cloud.answer(request) else { return nil }
    return Answer(
      status: response.status,
      headers: response.headers.map { ($0.name, $0.value) },
      body: response.body
    )
  }

  /// Answers one DNS query; nil for what is none.
  package func answer(dnsQuery query: [UInt8]) -> [UInt8]? {
    DNSResponder(cloud.resolver()).answer(query)
  }

  /// What a shell evaluates to have the AWS CLI, an SDK or mooring talk to the sandbox.
  ///
  /// A world of several Regions leaves the shell's own Region. The comments tell of the other
  /// accounts' access keys.
  package func shellLines(port: Int) -> [String] {
    let key = AccessKey(of: cloud.caller)
    // Of several Regions none is surely the user's: a binding that names none stays where it is.
    let places = Set(regions).count > 1 ? [] : [regions.first ?? "us-east-1"]
    let settings =
      [
        "export AWS_ENDPOINT_URL=http://127.0.0.1:\(port)",
        "export AWS_ACCESS_KEY_ID=\(key.id)",
        "export AWS_SECRET_ACCESS_KEY=\(key.secret)",
        // Of keys that were there before; none goes with these.
        "export AWS_SESSION_TOKEN=",
      ] + places.flatMap { ["export AWS_REGION=\($0)", "export AWS_DEFAULT_REGION=\($0)"] } + [
        "export AWS_DISABLE_HOST_PREFIX_INJECTION=true",
        "export AWS_EC2_METADATA_DISABLED=true",
      ]
    let others = cloud.accounts.filter { $0 != cloud.caller }.map { account in
      let key = AccessKey(of: account)
      return "# account \(account): access key \(key.id), secret \(key.secret)"
    }
    return settings + others
  }

  private static func withoutOrigin(_ target: String) -> Substring {
    guard let scheme = ["http://", "https://"].first(where: target.hasPrefix) else {
      return target[...]
    }
    let rest = target.dropFirst(scheme.count)
    return rest.firstIndex { $0 == "/" || $0 == "?" }.map { rest[$0...] } ?? "/"
  }

  private static func halves(of target: Substring) -> (path: String, query: String) {
    guard let mark = target.firstIndex(of: "?") else { return (String(target), "") }
    let path = target[..<mark]
    return (path.isEmpty ? "/" : String(path), String(target[target.index(after: mark)...]))
  }
}
