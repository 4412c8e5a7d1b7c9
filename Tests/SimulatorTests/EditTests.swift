import Core
import Simulator
import Testing

@Suite struct EditTests {
  @Test func `a world without an edit reads back as it was`() throws {
    let world = try SampleWorld.make()
    let bench = try Bench()
    #expect(bench.cloud.observation() == world)
    bench.clock.advance(seconds: 100)
    var later = world
    later.observedAt += 100
    #expect(bench.cloud.observation() == later)
  }

  @Test(arguments: [SampleWorld.endpointId, "airflow-prod"])
  func `an endpoint that is made anew has other ids and addresses in its subnets`(
    name: String
  ) async throws {
    let bench = try Bench()
    let id = try bench.cloud.recreateEndpoint(name)
    #expect(id.hasPrefix("vpce-0") && id != SampleWorld.endpointId && id.utf8.count == 22)
    let world = try #require(bench.cloud.observation().places[try SampleWorld.place()])
    let endpoint = try #require(world.vpcEndpoints.first)
    #expect(world.vpcEndpoints.count == 1)
    #expect(endpoint.id == id)
    #expect(endpoint.subnetIds == ["subnet-a", "subnet-b"])
    #expect(endpoint.serviceName == SampleWorld.serviceName)
    #expect(endpoint.dnsNames.allSatisfy { $0.hasPrefix(id) })
    let interfaces = world.networkInterfaces.filter {
      endpoint.networkInterfaceIds.contains($0.id)
    }
    #expect(Set(interfaces.map(\.subnetId)) == ["subnet-a", "subnet-b"])
    #expect(
      Set(interfaces.flatMap(\.addresses).map(\.description)) == ["10.0.1.6", "10.0.2.8"]
    )
    let gone = try await bench.ec2(
      "DescribeVpcEndpoints",
      [("VpcEndpointId.1", SampleWorld.endpointId)]
    )
    #expect(gone.first("Code") == "InvalidVpcEndpointId.NotFound")
    let interface = try await bench.ec2(
      "DescribeNetworkInterfaces",
      [("NetworkInterfaceId.1", "eni-1")]
    )
    #expect(interface.first("Code") == "InvalidNetworkInterfaceID.NotFound")
  }

  @Test func `old addresses stop answering, and new ones answer`() async throws {
    let bench = try Bench()
    try bench.cloud.recreateEndpoint("airflow-prod")
    #expect(try await bench.register(["10.0.1.6"]).status == 200)
    // Checks at 5 and 35 seconds, each of which waits 5 seconds for an answer.
    bench.clock.advance(seconds: 39)
    #expect(
      try await bench.health() == [
        "10.0.1.5:443 healthy", "10.0.1.6:443 healthy", "10.0.1.9:443 unhealthy Target.Timeout",
        "10.0.2.7:443 healthy",
      ]
    )
    bench.clock.advance(seconds: 1)
    #expect(
      try await bench.health() == [
        "10.0.1.5:443 unhealthy Target.Timeout", "10.0.1.6:443 healthy",
        "10.0.1.9:443 unhealthy Target.Timeout", "10.0.2.7:443 unhealthy Target.Timeout",
      ]
    )
  }

  @Test func `a recorded answer moves with its address`() async throws {
    let bench = try Bench()
    bench.cloud.setAnswer(of: try SampleWorld.address("10.0.1.5"), to: 200)
    try bench.cloud.recreateEndpoint("airflow-prod")
    #expect(
      bench.cloud.observation().answers == [
        HealthAnswer(address: try SampleWorld.address("10.0.1.6"), status: 200)
      ]
    )
  }

  @Test func `each time an endpoint is made anew it is another`() throws {
    let bench = try Bench()
    var ids = [SampleWorld.endpointId]
    for _ in 0..<300 { ids.append(try bench.cloud.recreateEndpoint("airflow-prod")) }
    #expect(Set(ids).count == 301)
    let world = bench.cloud.observation().places[try SampleWorld.place()]
    #expect(world?.networkInterfaces.count == 3)
    let again = try Bench()
    for id in ids.dropFirst() { #expect(try again.cloud.recreateEndpoint("airflow-prod") == id) }
  }

  @Test func `an endpoint in the account that owns a shared VPC is found`() throws {
    let bench = try Bench { world in
      let (place, owner) = (
        try SampleWorld.place(), try SampleWorld.place(SampleWorld.otherAccount)
      )
      var shared = Resources()
      shared.vpcEndpoints = world.places[place]?.vpcEndpoints ?? []
      shared.networkInterfaces = world.places[place]?.networkInterfaces ?? []
      world.places[place]?.vpcEndpoints = []
      world.places[place]?.networkInterfaces = []
      world.places[owner] = shared
    }
    let id = try bench.cloud.recreateEndpoint("airflow-prod")
    let owner = try SampleWorld.place(SampleWorld.otherAccount)
    #expect(bench.cloud.observation().places[owner]?.vpcEndpoints.map(\.id) == [id])
  }

  @Test func `what isn't there can't be edited`() throws {
    let bench = try Bench()
    let before = bench.cloud.observation()
    #expect(throws: WorldEditError.noSuchEndpoint("none")) {
      try bench.cloud.recreateEndpoint("none")
    }
    #expect(throws: WorldEditError.noSuchEnvironment("none")) {
      try bench.cloud.setEnvironmentStatus("UPDATING", of: "none")
    }
    #expect(bench.cloud.observation() == before)
  }

  @Test func `an environment's status is what it is set to`() async throws {
    let bench = try Bench()
    try bench.cloud.setEnvironmentStatus("UPDATING", of: "airflow-prod")
    #expect(try await bench.environment("airflow-prod").member("Status") == "UPDATING")
  }

  /// A check is due at 35 seconds whether or not somebody looks at the world before.
  @Test func `an edit of something else leaves a target's life alone`() async throws {
    let bench = try Bench(targets: [])
    _ = try await bench.register(["10.0.1.9"])
    bench.clock.advance(seconds: 20)
    try bench.cloud.setEnvironmentStatus("UPDATING", of: "airflow-prod")
    bench.clock.advance(seconds: 19)
    #expect(
      try await bench.health() == ["10.0.1.9:443 initial Elb.InitialHealthChecking"]
    )
    bench.clock.advance(seconds: 1)
    #expect(try await bench.health() == ["10.0.1.9:443 unhealthy Target.Timeout"])
  }

  @Test func `an edited state holds until a check changes it`() async throws {
    let bench = try Bench()
    let place = try SampleWorld.place()
    bench.cloud.edit {
      $0.places[place]?.targetGroups[0].targets[0].state = "unhealthy"
      $0.places[place]?.targetGroups[0].targets[0].reason = "Target.Timeout"
    }
    #expect(try await bench.health().first == "10.0.1.5:443 unhealthy Target.Timeout")
    bench.clock.advance(seconds: 65)
    #expect(try await bench.health().first == "10.0.1.5:443 healthy")
  }

  @Test func `an edit that throws changes nothing`() throws {
    struct Refusal: Error {}
    let bench = try Bench()
    let before = bench.cloud.observation()
    #expect(throws: Refusal.self) {
      try bench.cloud.edit { world throws(Refusal) in
        world.places = [:]
        throw Refusal()
      }
    }
    #expect(bench.cloud.observation() == before)
  }

  @Test func `the access keys are as they are documented`() throws {
    let key = AccessKey(of: try SampleWorld.accountId(SampleWorld.account))
    #expect(key.id == "AKIDMOORING123456789012")
    #expect(key.secret == "MooringSandboxSecretNotReal/123456789012")
    #expect(key.token == nil)
    #expect(try Bench().cloud.accounts.map(\.description) == [SampleWorld.account])
  }
}
