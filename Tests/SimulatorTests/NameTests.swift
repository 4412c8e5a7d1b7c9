import Core
import Resolver
import Simulator
import Testing

@Suite struct NameTests {
  @Test(arguments: [
    (SampleWorld.regionalName, [], ["10.0.1.5", "10.0.2.7"]),
    (SampleWorld.regionalName.uppercased() + ".", [], ["10.0.1.5", "10.0.2.7"]),
    (
      "vpce-0a1b2c3d4e5f60718-k3j2h1g0-us-west-2a.vpce-svc-0f1e2d3c4b5a69788.us-west-2.vpce."
        + "amazonaws.com", [], ["10.0.1.5"]
    ), (SampleWorld.host, [SampleWorld.regionalName], ["10.0.1.5", "10.0.2.7"]),
    ("nobody.example.com", [], []),
  ])
  func `names lead to the endpoint's addresses`(
    name: String,
    canonicalNames: [String],
    addresses: [String]
  ) async throws {
    let answer = try await Bench().cloud.resolver().resolve(name)
    let asked = name.lowercased()
    #expect(answer.name == (asked.hasSuffix(".") ? String(asked.dropLast()) : asked))
    #expect(answer.canonicalNames == canonicalNames)
    #expect(answer.addresses == addresses)
  }

  /// S3's endpoints have such names.
  @Test(arguments: [
    ("bucket.vpce-0a1-k3j2.s3.us-west-2.vpce.amazonaws.com", ["10.0.1.5", "10.0.2.7"]),
    ("bucket.vpce-0a1-k3j2-us-west-2a.s3.us-west-2.vpce.amazonaws.com", ["10.0.1.5"]),
    ("vpce-0a1-k3j2.s3.us-west-2.vpce.amazonaws.com", []),
  ])
  func `a wildcard answers for the names below it`(name: String, addresses: [String]) async throws {
    let bench = try Bench { world in
      for place in world.places.keys {
        for index in world.places[place]?.vpcEndpoints.indices ?? 0..<0 {
          world.places[place]?.vpcEndpoints[index].dnsNames = [
            "*.vpce-0a1-k3j2.s3.us-west-2.vpce.amazonaws.com",
            "*.vpce-0a1-k3j2-us-west-2a.s3.us-west-2.vpce.amazonaws.com",
          ]
        }
      }
    }
    #expect(try await bench.cloud.resolver().resolve(name).addresses == addresses)
  }

  @Test func `what was recorded of a name comes first, by the server that is asked`() async throws {
    let bench = try Bench { world in
      let address = try SampleWorld.address("10.9.9.9")
      world.names = [
        NameSighting(
          name: SampleWorld.host,
          canonicalNames: ["a.example.com"],
          addresses: [address]
        ),
        NameSighting(name: SampleWorld.host, resolver: "10.0.0.2:53", failure: "SERVFAIL"),
      ]
    }
    let cloud = bench.cloud
    #expect(try await cloud.resolver().resolve(SampleWorld.host).addresses == ["10.9.9.9"])
    #expect(
      try await cloud.resolver(server: "10.0.0.9:53").resolve(SampleWorld.host).canonicalNames
        == ["a.example.com"]
    )
    await #expect(throws: ResolverError.failed(name: SampleWorld.host, reason: "SERVFAIL")) {
      try await cloud.resolver(server: "10.0.0.2:53").resolve(SampleWorld.host)
    }
  }

  @Test func `names follow an endpoint that is made anew`() async throws {
    let bench = try Bench { world in
      world.names = [
        NameSighting(
          name: SampleWorld.host,
          addresses: [try SampleWorld.address("10.0.1.5")]
        )
      ]
    }
    let id = try bench.cloud.recreateEndpoint("airflow-prod")
    let answer = try await bench.cloud.resolver().resolve(SampleWorld.host)
    #expect(answer.addresses == ["10.0.1.6", "10.0.2.8"])
    #expect(answer.canonicalNames.first?.hasPrefix(id) == true)
    #expect(
      try await bench.cloud.resolver().resolve(SampleWorld.regionalName).addresses == []
    )
  }
}
