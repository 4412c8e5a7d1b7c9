import Testing

@testable import AWS

@Suite struct APIHostsVariantTests {
  static let fips = APIHosts(usesFIPS: true)
  static let dualStack = APIHosts(usesDualStack: true)
  static let both = APIHosts(usesFIPS: true, usesDualStack: true)
  static let legacy = APIHosts(usesGlobalSTS: true)

  @Test(
    arguments: [
      (fips, Service.ec2, "us-west-2", "ec2-fips.us-west-2.amazonaws.com"),
      (fips, .mwaa, "us-west-2", "api.airflow-fips.us-west-2.amazonaws.com"),
      (fips, .sso, "us-west-2", "portal.sso-fips.us-west-2.amazonaws.com"),
      (fips, .ec2, "us-gov-west-1", "ec2.us-gov-west-1.amazonaws.com"),
      (fips, .elbv2, "us-gov-west-1", "elasticloadbalancing.us-gov-west-1.amazonaws.com"),
      (fips, .acm, "us-gov-west-1", "acm.us-gov-west-1.amazonaws.com"),
      (fips, .sts, "us-gov-east-1", "sts.us-gov-east-1.amazonaws.com"),
      (fips, .sso, "us-gov-west-1", "portal.sso.us-gov-west-1.amazonaws.com"),
      (fips, .ssoOIDC, "us-gov-west-1", "oidc.us-gov-west-1.amazonaws.com"),
      (fips, .mwaa, "us-gov-west-1", "api.airflow-fips.us-gov-west-1.amazonaws.com"),
      (fips, .acm, "us-iso-east-1", "acm-fips.us-iso-east-1.c2s.ic.gov"),
      (dualStack, .ec2, "us-west-2", "ec2.us-west-2.api.aws"),
      (dualStack, .mwaa, "us-gov-west-1", "api.airflow.us-gov-west-1.api.aws"),
      (dualStack, .sts, "cn-north-1", "sts.cn-north-1.api.amazonwebservices.com.cn"),
      (dualStack, .sts, "us-iso-east-1", "sts.us-iso-east-1.api.aws.ic.gov"),
      (dualStack, .sts, "us-isob-east-1", "sts.us-isob-east-1.api.aws.scloud"),
      (dualStack, .sts, "eu-isoe-west-1", "sts.eu-isoe-west-1.api.cloud-aws.adc-e.uk"),
      (dualStack, .sts, "us-isof-south-1", "sts.us-isof-south-1.api.aws.hci.ic.gov"),
      (dualStack, .ssoOIDC, "eusc-de-east-1", "oidc.eusc-de-east-1.api.amazonwebservices.eu"),
      (both, .acm, "us-west-2", "acm-fips.us-west-2.api.aws"),
      (both, .elbv2, "us-gov-west-1", "elasticloadbalancing-fips.us-gov-west-1.api.aws"),
      (both, .mwaa, "cn-north-1", "api.airflow-fips.cn-north-1.api.amazonwebservices.com.cn"),
      (APIHosts(addsHostPrefix: false), .mwaa, "us-west-2", "airflow.us-west-2.amazonaws.com"),
    ]
  )
  func `FIPS and dual stack have hosts of their own`(
    hosts: APIHosts,
    service: Service,
    region: String,
    expected: String
  ) throws {
    let host = hosts.host(of: service, in: try .example(region))
    #expect(host.name == expected)
    #expect(host.signingRegion == nil)
  }

  @Test(
    arguments: [
      (legacy, "us-west-2", "sts.amazonaws.com", "us-east-1"),
      (legacy, "sa-east-1", "sts.amazonaws.com", "us-east-1"),
      (legacy, "ap-east-1", "sts.ap-east-1.amazonaws.com", nil),
      (legacy, "cn-north-1", "sts.cn-north-1.amazonaws.com.cn", nil),
      (legacy, "aws-global", "sts.amazonaws.com", "us-east-1"),
      (APIHosts(), "aws-global", "sts.amazonaws.com", "us-east-1"),
      (APIHosts(), "us-east-1", "sts.us-east-1.amazonaws.com", nil),
      (
        APIHosts(usesFIPS: true, usesGlobalSTS: true), "us-west-2",
        "sts-fips.us-west-2.amazonaws.com", nil
      ),
      (
        APIHosts(usesDualStack: true, usesGlobalSTS: true), "us-west-2", "sts.us-west-2.api.aws",
        nil
      ),
    ] as [(APIHosts, String, String, String?)]
  )
  func `the one host of STS is for the first Regions, and signed for us-east-1`(
    hosts: APIHosts,
    region: String,
    expected: String,
    signingRegion: String?
  ) throws {
    let host = hosts.host(of: .sts, in: try .example(region))
    #expect(host.name == expected)
    #expect(host.signingRegion?.text == signingRegion)
    #expect(hosts.host(of: .ec2, in: try .example(region)).signingRegion == nil)
  }

  @Test func `a request is signed for the Region of its host`() async throws {
    let transport = ScriptedTransport([.answer(400), .answer(400)])
    let client = try Client.scripted(transport, hosts: Self.legacy)
    _ = await failure { () throws(ServiceError) in try await client.send(STS.callerIdentity()) }
    _ = await failure { () throws(ServiceError) in
      try await client.send(MWAA.environment(named: "x"))
    }
    let scopes = transport.requests.map { $0.headers.first { $0.name == "Authorization" }?.value }
    try #require(scopes.count == 2)
    #expect(scopes[0]?.contains("/us-east-1/sts/aws4_request") == true)
    #expect(scopes[1]?.contains("/eu-west-1/airflow/aws4_request") == true)
  }

  @Test func `a custom host is used as it is written, whatever is switched on`() throws {
    let host = try APIHost(Setting(value: "https://mock.example", source: "s"))
    let hosts = APIHosts(
      custom: [.sts: host],
      usesFIPS: true,
      usesDualStack: true,
      usesGlobalSTS: true
    )
    #expect(hosts.host(of: .sts, in: try .example("us-west-2")) == host)
  }

  @Test func `what is unusual is what differs from the Region's plain hosts`() throws {
    let region = try RegionName.example("us-gov-west-1")
    #expect(APIHosts().unusual(in: region).isEmpty)
    #expect(APIHosts(usesGlobalSTS: true).unusual(in: region).isEmpty)
    let names = APIHosts(usesFIPS: true).unusual(in: region).mapValues(\.name)
    #expect(names == [.mwaa: "api.airflow-fips.us-gov-west-1.amazonaws.com"])
    let host = try APIHost(Setting(value: "https://mock.example/x", source: "s"))
    let custom = APIHosts(custom: [.mwaa: host]).unusual(in: region)
    #expect(custom.mapValues(APIHostsTests.url) == [.mwaa: "https://api.mock.example/x"])
  }
}
