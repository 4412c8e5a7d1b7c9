import AWS
import Core
import Simulator
import TestSupport
import Testing

/// The real client, with its signing, parsing, paging and retries, against the simulator.
@Suite struct ClientTests {
  private func client(_ bench: Bench) throws -> Client {
    Client(
      transport: bench.cloud,
      clock: bench.clock,
      credentials: FixedCredentials(try AccessKey(of: bench.cloud.caller).credentials()),
      region: try #require(RegionName(SampleWorld.region)),
      permit: WritePermit(),
      random: { 1 << 63 },
      version: "test"
    )
  }

  @Test func `what the client reads is what the world says`() async throws {
    let bench = try Bench()
    let client = try client(bench)
    let world = try #require(try SampleWorld.make().places[try SampleWorld.place()])

    let environment = try await client.send(MWAA.environment(named: "airflow-prod")).value
    #expect(environment.webserverVPCEndpointService == SampleWorld.serviceName)
    #expect(environment.webserverURL == SampleWorld.host)
    #expect(environment.subnetIDs == ["subnet-a", "subnet-b"])

    let endpoints = try await client.list(
      EC2.describeVPCEndpoints(.filters([.init("service-name", SampleWorld.serviceName)]))
    )
    #expect(endpoints.map(\.id) == [SampleWorld.endpointId])
    #expect(endpoints.first?.dnsNames == world.vpcEndpoints[0].dnsNames)
    let interfaces = try await client.list(
      EC2.describeNetworkInterfaces(.ids(endpoints.flatMap(\.networkInterfaceIDs)))
    )
    #expect(interfaces.flatMap(\.privateIPv4Addresses) == ["10.0.1.5", "10.0.2.7"])
    let subnets = try await client.list(EC2.describeSubnets(.ids(["subnet-a"])))
    #expect(subnets.map(\.availabilityZoneID) == ["usw2-az1"])

    let groups = try await client.list(ELBv2.describeTargetGroups(.names(["airflow-prod-web"])))
    #expect(groups.map(\.arn) == [SampleWorld.groupARN])
    #expect(groups.first?.healthCheck.httpCode == "200,302")
    let health = try await client.send(
      ELBv2.describeTargetHealth(targetGroup: SampleWorld.groupARN)
    ).value
    #expect(health.map(\.state) == ["healthy", "unhealthy", "healthy"])

    let balancers = try await client.list(ELBv2.describeLoadBalancers(.names(["airflow-prod"])))
    #expect(balancers.first?.zones.map(\.subnetID) == ["subnet-a", "subnet-b"])
    let listeners = try await client.list(
      ELBv2.describeListeners(loadBalancer: SampleWorld.loadBalancerARN)
    )
    #expect(
      listeners.first?.defaultActions.first?.targetGroups.map(\.arn) == [SampleWorld.groupARN]
    )
    let rules = try await client.list(ELBv2.describeRules(listener: SampleWorld.listenerARN))
    #expect(rules.map(\.isDefault) == [true])

    let certificate = try await client.send(
      ACM.describeCertificate(SampleWorld.certificateARN)
    ).value
    #expect(certificate.subjectAlternativeNames == ["airflow.example.com", "www.example.com"])
    #expect(certificate.notAfter == 1_798_761_600)
    #expect(try await client.send(STS.callerIdentity()).value.account == SampleWorld.account)
    #expect(bench.cloud.journal.writes.isEmpty)
  }

  @Test func `what the client writes is what the world then says`() async throws {
    let bench = try Bench(targets: [("10.0.1.9", "unhealthy Target.Timeout")])
    let client = try client(bench)
    _ = try await client.send(
      ELBv2.registerTargets([.init(id: "10.0.1.5", port: 443)], in: SampleWorld.groupARN)
    )
    _ = try await client.send(
      ELBv2.deregisterTargets([.init(id: "10.0.1.9", port: 443)], from: SampleWorld.groupARN)
    )
    let group = try await client.send(
      ELBv2.modifyTargetGroup(SampleWorld.groupARN, healthCheck: .init(httpCode: "302"))
    ).value
    #expect(group.healthCheck.httpCode == "302")
    let listener = try await client.send(
      ELBv2.createListener(
        .init(
          loadBalancerARN: SampleWorld.loadBalancerARN,
          protocolName: "HTTPS",
          port: 8443,
          certificate: SampleWorld.certificateARN,
          targetGroupARN: SampleWorld.unusedGroupARN,
          tags: [.init(key: "a", value: "b")]
        )
      )
    ).value
    #expect(
      listener.defaultActions.first?.targetGroups.map(\.arn) == [SampleWorld.unusedGroupARN]
    )
    let modified = try await client.send(
      ELBv2.modifyListener(
        listener.arn,
        .init(sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06")
      )
    ).value
    #expect(modified.certificates == [SampleWorld.certificateARN])

    bench.clock.advance(seconds: 5)
    let world = try #require(bench.cloud.observation().places[try SampleWorld.place()])
    #expect(world.targetGroups[0].targets.map(\.state) == ["healthy", "draining"])
    #expect(world.targetGroups[0].healthCheck.matcher == Matcher("302"))
    #expect(world.targetGroups[1].loadBalancers.count == 1)
    #expect(world.listeners.count == 2)
    #expect(bench.cloud.journal.writes.count == 5)
  }

  @Test func `the client goes on to the last page`() async throws {
    let bench = try Bench { world in
      let place = try SampleWorld.place()
      for number in 0..<2100 {
        world.places[place]?.subnets.append(
          Subnet(
            id: "subnet-\(number)",
            vpcId: "vpc-0a1",
            availabilityZone: "us-west-2a",
            availabilityZoneId: "usw2-az1"
          )
        )
      }
    }
    let known = bench.cloud.observation().places[try SampleWorld.place()]?.subnets.count
    let subnets = try await client(bench).list(EC2.describeSubnets(.filters([])))
    #expect(Set(subnets.map(\.id)).count == known)
    #expect(bench.cloud.journal.count == 3)
  }

  @Test(arguments: [Fault.throttled, .serverError(.beforeEffect), .serverError(.afterEffect)])
  func `the client tries again after a fault that passes`(fault: Fault) async throws {
    let bench = try Bench()
    bench.cloud.setFaults { $0.numberOfOperation < 3 ? fault : nil }
    let identity = try await client(bench).send(STS.callerIdentity()).value
    #expect(identity.account == SampleWorld.account)
    #expect(bench.cloud.journal.count == 3)
  }

  @Test func `the client reads the error codes of every protocol`() async throws {
    let bench = try Bench()
    let client = try client(bench)
    func code<Output>(_ call: Call<Output>) async -> String? {
      do throws(ServiceError) {
        _ = try await client.send(call)
        return nil
      } catch {
        guard case .service(let fault) = error else { return "\(error)" }
        return fault.code
      }
    }
    #expect(await code(MWAA.environment(named: "none")) == "ResourceNotFoundException")
    #expect(
      await code(ACM.describeCertificate("arn:aws:acm:us-west-2:123456789012:certificate/1"))
        == "ResourceNotFoundException"
    )
    #expect(
      await code(ELBv2.describeTargetHealth(targetGroup: SampleWorld.arnText("targetgroup/n/1")))
        == "TargetGroupNotFound"
    )
    bench.cloud.deny(["sts:GetCallerIdentity"])
    #expect(await code(STS.callerIdentity()) == "AccessDenied")
  }
}
