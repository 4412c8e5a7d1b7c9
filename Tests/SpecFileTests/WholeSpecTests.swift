import Core
import SpecFile
import Testing

@Suite struct WholeSpecTests {
  /// Every key of the format but the sources that exclude one another.
  static let yaml = """
    version: 1
    defaults:                          # optional
      region: us-west-2
    bindings:
      - name: airflow-prod
        region: us-west-2
        account: "123456789012"
        assumeRole:
          arn: arn:aws:iam::123456789012:role/mooring
          externalId: abc
          sessionName: mooring
        endpoint:
          mwaaEnvironment: airflow-prod
          dns: advisory
          resolver: 10.0.0.2:53
          assumeRole: {arn: "arn:aws:iam::210987654321:role/network"}
          environmentAssumeRole: {arn: "arn:aws:iam::210987654321:role/airflow"}
        targetGroup:
          name: airflow-prod-web
          port: 443
          protocol: HTTPS
          minimumTargets: 2
          ownership: exclusive
          healthCheck:
            matcher: "200,302"
            path: /health
            protocol: HTTPS
            port: traffic-port
            intervalSeconds: 30
            timeoutSeconds: 10
            healthyThreshold: 5
            unhealthyThreshold: 2
          create:
            vpcId: vpc-0abc
        listener:
          loadBalancer: airflow-prod
          port: 443
          protocol: HTTPS
          certificate: arn:aws:acm:us-west-2:123456789012:certificate/12345678-90ab
          sslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
          rule:
            hosts: [airflow.example.com]
            priority: 10
        safeguards:
          minimumHealthy: 2
          minimumZones: 2
          maximumDeregistrations: 8
          healthyTimeout: 5m
          reassigned: remove
    """

  static let json = """
    {"version":1,"bindings":[{"name":"airflow-prod","region":"us-west-2","account":"123456789012",
    \t"assumeRole":{"arn":"arn:aws:iam::123456789012:role\\/mooring","externalId":"abc",
    "sessionName":"mooring"},"endpoint":{"mwaaEnvironment":"airflow-prod","vpcEndpointId":null,
    "serviceName":null,"hostname":null,"addresses":null,"vpcId":null,"dns":"advisory",
    "resolver":"10.0.0.2:53","assumeRole":{"arn":"arn:aws:iam::210987654321:role/network",
    "externalId":null},"environmentAssumeRole":{"arn":"arn:aws:iam::210987654321:role/airflow"}},
    "targetGroup":{"name":"airflow-prod-web","arn":null,"port":443,"protocol":"HTTPS",
    "minimumTargets":2,"ownership":"exclusive","healthCheck":{"matcher":"200,302",
    "path":"\\u002fhealth","protocol":"HTTPS","port":"traffic-port","intervalSeconds":30,
    "timeoutSeconds":10,"healthyThreshold":5,"unhealthyThreshold":2},"create":{"vpcId":"vpc-0abc"}},
    "listener":{"loadBalancer":"airflow-prod","port":443,"protocol":"HTTPS",
    "certificate":"arn:aws:acm:us-west-2:123456789012:certificate/12345678-90ab",
    "sslPolicy":"ELBSecurityPolicy-TLS13-1-2-2021-06",
    "rule":{"hosts":["airflow.example.com"],"priority":10}},
    "safeguards":{"minimumHealthy":2,"minimumZones":2,"maximumDeregistrations":8,
    "healthyTimeout":"300s","reassigned":"remove"}}]}
    """

  @Test func `every key of the format is read`() throws {
    #expect(try bindings(of: Self.yaml) == [try Self.binding()])
  }

  @Test func `JSON with nulls is the same spec`() throws {
    #expect(try bindings(of: Self.json) == [try Self.binding()])
  }

  @Test(arguments: ["\u{feff}", "---\n", "# a comment\n\n", "%YAML 1.2\n---\n"])
  func `what may stand before a spec changes nothing`(start: String) throws {
    #expect(try bindings(of: start + Self.yaml) == [try Self.binding()])
  }

  @Test func `line ends of Windows and an end marker change nothing`() throws {
    let windows = (Self.yaml + "\n...\n").replacing("\n", with: "\r\n")
    #expect(try bindings(of: windows) == [try Self.binding()])
  }

  static func binding() throws -> Binding {
    Binding(
      name: "airflow-prod",
      region: "us-west-2",
      account: AccountID("123456789012"),
      assumeRole: AssumeRole(
        arn: try #require(ARN("arn:aws:iam::123456789012:role/mooring")),
        externalId: "abc"
      ),
      endpoint: EndpointSpec(
        source: .mwaaEnvironment("airflow-prod"),
        resolver: "10.0.0.2:53",
        assumeRole: AssumeRole(arn: try #require(ARN("arn:aws:iam::210987654321:role/network"))),
        environmentAssumeRole: AssumeRole(
          arn: try #require(ARN("arn:aws:iam::210987654321:role/airflow"))
        )
      ),
      targetGroup: TargetGroupSpec(
        reference: .name("airflow-prod-web"),
        healthCheck: HealthCheckSpec(
          path: "/health",
          protocol: .https,
          port: .trafficPort,
          intervalSeconds: 30,
          timeoutSeconds: 10,
          healthyThreshold: 5,
          unhealthyThreshold: 2
        ),
        create: TargetGroupCreation(vpcId: "vpc-0abc")
      ),
      listener: ListenerSpec(
        loadBalancer: .name("airflow-prod"),
        certificate: .arn(
          try #require(ARN("arn:aws:acm:us-west-2:123456789012:certificate/12345678-90ab"))
        ),
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        rule: RuleSpec(hosts: ["airflow.example.com"], priority: 10)
      ),
      safeguards: Safeguards(minimumHealthy: 2, maximumDeregistrations: 8)
    )
  }
}
