import Core
import Documents
import Testing

@testable import mooring

@Suite struct SourceComparisonTests {
  private static let host = "99aa-vpce.c10.us-west-2.airflow.amazonaws.com"
  private static let regional =
    "vpce-0123456789abcdef0-abcdefgh.vpce-svc-0abc.us-west-2.vpce.amazonaws.com"

  /// An environment, its endpoint with two interfaces, and what DNS says of both names.
  private func world(
    web: [String]? = ["10.0.1.5", "10.0.2.7"],
    own: [String]? = ["10.0.1.5", "10.0.2.7"],
    canonicalNames: [String] = [regional],
    failure: String? = nil
  ) throws -> Observation {
    let place = try Samples.place()
    var seen = Resources()
    seen.environments = [
      Environment(
        name: "airflow-prod",
        arn: try Samples.arn("airflow", "environment/airflow-prod"),
        status: "AVAILABLE",
        accessMode: "PRIVATE_ONLY",
        webServerEndpointService: "com.amazonaws.vpce.us-west-2.vpce-svc-0abc",
        webServerHost: Self.host
      )
    ]
    seen.vpcEndpoints = [
      VPCEndpoint(
        id: "vpce-0123456789abcdef0",
        serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0abc",
        vpcId: "vpc-0abc",
        state: "available",
        subnetIds: ["subnet-0aaa", "subnet-0bbb"],
        networkInterfaceIds: ["eni-0aaa", "eni-0bbb"],
        dnsNames: [Self.regional]
      ),
      VPCEndpoint(
        id: "vpce-0fedcba9876543210",
        serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0abc",
        vpcId: "vpc-0abc",
        state: "deleted",
        subnetIds: [],
        networkInterfaceIds: [],
        dnsNames: ["vpce-0fedcba9876543210-hgfedcba.example"]
      ),
    ]
    for (letter, address) in [("a", "10.0.1.5"), ("b", "10.0.2.7")] {
      seen.networkInterfaces.append(
        NetworkInterface(
          id: "eni-0\(letter)\(letter)\(letter)",
          vpcId: "vpc-0abc",
          subnetId: "subnet-0\(letter)\(letter)\(letter)",
          availabilityZone: "us-west-2\(letter)",
          status: "in-use",
          addresses: [try Samples.address(address)]
        )
      )
    }
    var names: [NameSighting] = []
    if let web {
      names.append(
        NameSighting(
          name: Self.host,
          canonicalNames: canonicalNames,
          addresses: try web.map(Samples.address),
          failure: failure
        )
      )
    }
    if let own {
      names.append(
        NameSighting(name: Self.regional, addresses: try own.map(Samples.address), failure: failure)
      )
    }
    return Observation(
      observedAt: 0,
      caller: place.account,
      places: [place: seen],
      names: names
    )
  }

  private func comparison(
    _ observation: Observation,
    source: EndpointSource = .mwaaEnvironment("airflow-prod")
  ) throws -> SourceComparison {
    let binding = try Samples.binding(source: source)
    let plan = BindingPlan(for: binding, region: "us-west-2", in: observation)
    return SourceComparison(plan, in: observation)
  }

  @Test func `names that lead to the interfaces' addresses agree`() throws {
    let seen = try comparison(try world())
    #expect(seen.verdict == .agreed)
    #expect(seen.webServer?.end == .endpoint(id: "vpce-0123456789abcdef0"))
    #expect(seen.endpoint?.id == "vpce-0123456789abcdef0")
    #expect(seen.candidates.count == 2)
  }

  @Test func `a part of the addresses is agreement`() throws {
    let seen = try comparison(try world(own: ["10.0.1.5"]))
    #expect(seen.verdict == .agreedInPart(missing: [try Samples.address("10.0.2.7")]))
  }

  @Test func `an address that no interface has is a contradiction`() throws {
    let seen = try comparison(try world(web: ["10.0.1.5", "10.0.9.9"]))
    #expect(seen.verdict == .contradicted(by: [try Samples.address("10.0.9.9")]))
  }

  @Test func `without an answer from DNS the interfaces stand alone`() throws {
    #expect(try comparison(try world(web: nil, own: nil)).verdict == .unconfirmed)
    #expect(try comparison(try world(web: [], own: [])).verdict == .unconfirmed)
    let failed = try comparison(try world(web: [], own: [], failure: "timed out"))
    #expect(failed.verdict == .unconfirmed)
    #expect(failed.sources.map(\.answer).last == .failed("timed out"))
  }

  @Test func `a CNAME may lead elsewhere`() throws {
    let other = try comparison(
      try world(canonicalNames: ["VPCE-0fedcba9876543210-hgfedcba.example"])
    )
    #expect(other.webServer?.end == .endpoint(id: "vpce-0fedcba9876543210"))
    let unknown = try comparison(try world(canonicalNames: ["elsewhere.example"]))
    #expect(unknown.webServer?.end == .unknown)
    #expect(try comparison(try world(canonicalNames: [])).webServer?.end == CanonicalPath.End.none)
  }

  @Test func `a spec's own addresses have nothing to be compared with`() throws {
    let addresses = [try Samples.address("10.0.1.5")]
    let seen = try comparison(try world(), source: .addresses(addresses))
    #expect(seen.verdict == .givenInSpec)
    #expect(seen.addresses == addresses)
  }

  @Test func `a host name is the only witness`() throws {
    let seen = try comparison(try world(), source: .hostname(Self.host))
    #expect(seen.verdict == .onlyDNS)
    #expect(seen.environment == nil)
  }

  @Test func `an environment that is gone has no address`() throws {
    let seen = try comparison(try world(), source: .mwaaEnvironment("gone"))
    #expect(seen.verdict == .nothing)
  }

  @Test func `the discovery as text`() throws {
    let worlds = [
      try world(),
      try world(web: ["10.0.1.5", "10.0.9.9"], own: ["10.0.1.5"]),
      try world(web: nil, own: [], canonicalNames: []),
    ]
    var text = ""
    for world in worlds {
      let found = DiscoveredBinding.compared(try comparison(world))
      text += DiscoveryText.text(of: [found], isColored: false) + "----\n"
    }
    let failed = FailedBinding(
      binding: try Samples.binding("airflow-dev"),
      reason: "No credentials."
    )
    let gone = try comparison(try world(), source: .mwaaEnvironment("gone"))
    text += DiscoveryText.text(of: [.failed(failed), .compared(gone)], isColored: false)
    try GoldenFile.expect(text, named: "discover")
  }

  @Test func `the discovery as JSON`() throws {
    let found = try comparison(try world(web: ["10.0.1.5", "10.0.9.9"]))
    let failed = FailedBinding(
      binding: try Samples.binding("airflow-dev"),
      reason: "No credentials."
    )
    let json = SourceComparison.json(of: [.compared(found), .failed(failed)])
    let text = String(decoding: try json.documentBytes(), as: UTF8.self)
    try GoldenFile.expect(text, named: "discover-json")
  }
}
