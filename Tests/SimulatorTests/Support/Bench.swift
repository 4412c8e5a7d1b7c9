import AWS
import Core
import SigV4
import Simulator
import Testing

/// A simulated cloud on a virtual clock, and somebody who sends it signed requests.
struct Bench {
  let clock: VirtualClock
  let cloud: SimulatedCloud

  /// Who signs, and for which Region.
  var account = SampleWorld.account
  var region = SampleWorld.region

  /// How far the signer's clock is ahead, in seconds.
  var skew = 0

  /// The sample world after an edit; `targets` replace those of its target group, each with its
  /// state and, after a space, its reason.
  init(
    limits: Limits = Limits(),
    targets: [(address: String, state: String)]? = nil,
    _ edit: (inout Observation) throws -> Void = { _ in }
  ) throws {
    var world = try SampleWorld.make()
    if let targets {
      let place = try SampleWorld.place()
      world.places[place]?.targetGroups[0].targets = try targets.map { target in
        let words = target.state.split(separator: " ").map(String.init)
        return try SampleWorld.registered(target.address, words[0], words.dropFirst().first)
      }
    }
    try edit(&world)
    clock = VirtualClock(seconds: world.observedAt)
    cloud = SimulatedCloud(world: world, clock: clock, limits: limits)
  }

  /// What came back, as text that a test can search.
  struct Reply {
    var status: Int
    var headers: [HTTPHeader]
    var body: String

    /// The text of the first element or JSON member of a name.
    func first(_ name: String) -> String? { all(name).first }

    /// The texts of all elements of a name that hold no others, in order.
    func all(_ name: String) -> [String] {
      var texts: [String] = []
      var rest = body[...]
      while let start = rest.firstRange(of: "<\(name)>") {
        rest = rest[start.upperBound...]
        guard let end = rest.firstRange(of: "</\(name)>") else { break }
        texts.append(String(rest[..<end.lowerBound]))
        rest = rest[end.upperBound...]
      }
      return texts
    }

    func header(_ name: String) -> String? {
      headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
  }

  /// Sends a call of the query or ec2 protocol.
  func query(
    _ service: String,
    _ action: String,
    _ parameters: [(String, String)] = []
  ) async throws -> Reply {
    let versions = [
      "elasticloadbalancing": "2015-12-01", "ec2": "2016-11-15", "sts": "2011-06-15",
    ]
    let fields =
      [("Action", action), ("Version", versions[service] ?? "")] + parameters
    let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    return try await send(
      service,
      method: "POST",
      headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
      body: body
    )
  }

  func elb(_ action: String, _ parameters: [(String, String)] = []) async throws -> Reply {
    try await query("elasticloadbalancing", action, parameters)
  }

  func ec2(_ action: String, _ parameters: [(String, String)] = []) async throws -> Reply {
    try await query("ec2", action, parameters)
  }

  func environment(_ name: String) async throws -> Reply {
    try await send("airflow", method: "GET", path: "/environments/\(name)")
  }

  func certificate(_ json: String) async throws -> Reply {
    try await send(
      "acm",
      method: "POST",
      headers: [
        ("Content-Type", "application/x-amz-json-1.1"),
        ("X-Amz-Target", "CertificateManager.DescribeCertificate"),
      ],
      body: json
    )
  }

  /// Signs and sends a request; `tamper` changes it after it is signed.
  func send(
    _ service: String,
    method: String,
    path: String = "/",
    query: String = "",
    headers: [(String, String)] = [],
    body: String = "",
    host: String? = nil,
    credentials: Credentials? = nil,
    tamper: (inout HTTPRequest) -> Void = { _ in }
  ) async throws -> Reply {
    let origin = HTTPOrigin(host: host ?? "\(service).\(region).amazonaws.com")
    let all = [HTTPHeader("Host", origin.host)] + headers.map { HTTPHeader($0.0, $0.1) }
    let credentials =
      try credentials ?? AccessKey(of: SampleWorld.accountId(account)).credentials()
    let signer = Signer(credentials: credentials, region: region, service: service)
    let added = try signer.sign(
      SigningRequest(
        method: method,
        path: path,
        query: query,
        headers: all.map { SigningRequest.Header($0.name, $0.value) },
        body: Array(body.utf8)
      ),
      at: clock.seconds() + skew
    )
    var request = HTTPRequest(
      method: method,
      origin: origin,
      path: path,
      query: query,
      headers: all + added.map { HTTPHeader($0.name, $0.value) },
      body: Array(body.utf8)
    )
    tamper(&request)
    let response = try await cloud.send(request)
    return Reply(
      status: response.status,
      headers: response.headers,
      body: String(decoding: response.body, as: UTF8.self)
    )
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
        || "-._~".utf8.contains(byte)
      if isPlain { return String(decoding: [byte], as: UTF8.self) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
