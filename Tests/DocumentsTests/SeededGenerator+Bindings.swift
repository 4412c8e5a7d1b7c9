import Core
import TestSupport
import Testing

// Bindings that a spec file could hold, so that what is written of them can be read as a spec.
extension SeededGenerator {
  mutating func binding(named name: String) throws -> Binding {
    let minimum = int(1...5)
    return Binding(
      name: name,
      region: "us-west-2",
      account: try account(),
      assumeRole: try maybe { try $0.role() },
      endpoint: try endpointSpec(),
      targetGroup: try targetGroupSpec(name, minimum: minimum),
      listener: try maybe { try $0.listenerSpec() },
      safeguards: Safeguards(
        minimumHealthy: int(0...minimum),
        minimumZones: int(1...3),
        maximumDeregistrations: maybe { $0.int(0...9) },
        healthyTimeout: int(0...7200),
        reassigned: try one(of: ReassignedPolicy.allCases)
      )
    )
  }

  private mutating func role() throws -> AssumeRole {
    AssumeRole(
      arn: try DocumentsTests.arn("arn:aws:iam::123456789012:role/mooring-\(int(0...9))"),
      externalId: maybe { "0\($0.int(100...999))" },
      sessionName: "mooring-\(int(0...9))"
    )
  }

  private mutating func endpointSpec() throws -> EndpointSpec {
    let service = "com.amazonaws.us-west-2.execute-api"
    let sources: [EndpointSource] = [
      .mwaaEnvironment("airflow-prod"),
      .vpcEndpoint(id: "vpce-0123456789abcdef0"),
      .service(name: service, vpcId: "vpc-0123456789abcdef0"),
      .hostname("internal.example.com"),
      .addresses([try DocumentsTests.address("10.0.1.5"), try DocumentsTests.address("10.0.2.7")]),
    ]
    return EndpointSpec(
      source: try one(of: sources),
      dns: try one(of: DNSPolicy.allCases),
      resolver: maybe { _ in "10.0.0.2:53" },
      assumeRole: try maybe { try $0.role() },
      environmentAssumeRole: try maybe { try $0.role() }
    )
  }

  private mutating func targetGroupSpec(
    _ name: String,
    minimum: Int
  ) throws -> TargetGroupSpec {
    let isNamed = bool()
    return TargetGroupSpec(
      reference: isNamed
        ? .name(name) : .arn(try elb("targetgroup/\(name)/0123456789abcdef")),
      port: int(1...65_535),
      protocol: try one(of: TargetProtocol.allCases),
      minimumTargets: minimum,
      ownership: try one(of: Ownership.allCases),
      healthCheck: HealthCheckSpec(
        matcher: matcher(),
        path: maybe { _ in "/health" },
        protocol: try maybe { try $0.one(of: TargetProtocol.allCases) },
        port: try maybe { try #require(HealthCheckPort($0.bool() ? "traffic-port" : "8080")) },
        intervalSeconds: maybe { $0.int(121...300) },
        timeoutSeconds: maybe { $0.int(2...120) },
        healthyThreshold: maybe { $0.int(2...10) },
        unhealthyThreshold: maybe { $0.int(2...10) }
      ),
      create: isNamed && bool()
        ? TargetGroupCreation(
          vpcId: "vpc-0123456789abcdef0",
          family: try maybe { try $0.one(of: AddressFamily.allCases) },
          tags: bool() ? [:] : ["team": "data", "cost center": "a/b@c"]
        ) : nil
    )
  }

  private mutating func listenerSpec() throws -> ListenerSpec {
    let isEncrypted = bool()
    let certificates: [CertificateSource] = [
      .arn(
        try DocumentsTests.arn(
          "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012"
        )
      ),
      .domain("airflow.example.com"),
      .files(
        certificate: "/etc/mooring/a b.pem",
        chain: maybe { _ in "/etc/mooring/chain.pem" },
        privateKey: "/etc/mooring/key.pem"
      ),
    ]
    return ListenerSpec(
      loadBalancer: .name("airflow-prod"),
      port: int(1...65_535),
      protocol: isEncrypted ? .https : .http,
      certificate: isEncrypted ? try one(of: certificates) : nil,
      sslPolicy: isEncrypted ? maybe { _ in "ELBSecurityPolicy-TLS13-1-2-2021-06" } : nil,
      rule: maybe {
        RuleSpec(hosts: ["*.example.com", "airflow.example.com"], priority: $0.int(1...50_000))
      }
    )
  }
}
