import Core
import Testing

/// One observation with something in every list, and the file it makes.
enum SnapshotExample {
  static func observation() throws -> Observation {
    var resources = Resources()
    resources.environments = [
      Environment(
        name: "airflow-prod",
        arn: try arn("arn:aws:airflow:us-west-2:123456789012:environment/airflow-prod"),
        status: "AVAILABLE",
        accessMode: "PRIVATE_ONLY",
        webServerEndpointService: "com.amazonaws.vpce.us-west-2.vpce-svc-1",
        webServerHost: "abc.c1.us-west-2.airflow.amazonaws.com",
        subnetIds: ["subnet-2", "subnet-1"]
      )
    ]
    resources.vpcEndpoints = [
      VPCEndpoint(
        id: "vpce-1",
        serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-1",
        vpcId: "vpc-1",
        state: "available",
        subnetIds: ["subnet-1"],
        networkInterfaceIds: ["eni-1"],
        dnsNames: ["vpce-1-z.example.com", "vpce-1-a.example.com"]
      )
    ]
    resources.networkInterfaces = [
      NetworkInterface(
        id: "eni-1",
        vpcId: "vpc-1",
        subnetId: "subnet-1",
        availabilityZone: "us-west-2a",
        status: "in-use",
        description: "VPC Endpoint Interface vpce-1",
        addresses: [try address("10.0.1.5"), try address("2001:db8::5")]
      )
    ]
    resources.subnets = [
      Subnet(
        id: "subnet-1",
        vpcId: "vpc-1",
        availabilityZone: "us-west-2a",
        availabilityZoneId: "usw2-az2",
        cidrBlocks: try ["2001:db8::/64", "10.0.1.0/24"].map { try #require(IPPrefix($0)) }
      )
    ]
    resources.securityGroups = [
      SecurityGroup(
        id: "sg-1",
        name: "web",
        vpcId: "vpc-1",
        ingress: [
          SecurityGroupRule(
            protocol: "tcp",
            ports: 443...443,
            ranges: [try #require(IPPrefix("10.0.0.0/16"))],
            groups: [
              SecurityGroupPeer("sg-3", account: try account("210987654321")),
              SecurityGroupPeer("sg-2"),
            ],
            prefixListIds: ["pl-1"]
          )
        ],
        egress: [SecurityGroupRule(protocol: "-1", ranges: [try #require(IPPrefix("0.0.0.0/0"))])]
      )
    ]
    resources.prefixLists = [
      PrefixList(id: "pl-1", ranges: [try #require(IPPrefix("10.1.0.0/16"))])
    ]
    try addFront(to: &resources)
    resources.unread = [Unread(.certificate, name: "arn:…/gone", reason: "AccessDenied")]
    resources.apiHosts = ["ec2": "http://127.0.0.1:5000"]
    return Observation(
      observedAt: noon,
      caller: try account(),
      places: [Place(account: try account(), region: "us-west-2"): resources],
      names: [
        NameSighting(
          name: "vpce-1-z.example.com",
          resolver: "10.0.0.2:53",
          canonicalNames: ["b.example.com", "a.example.com"],
          addresses: [try address("10.0.2.7"), try address("10.0.1.5")]
        ),
        NameSighting(name: "gone.example.com", failure: "timed out"),
      ],
      answers: [
        HealthAnswer(address: try address("10.0.1.5"), status: 302),
        HealthAnswer(address: try address("10.0.1.4"), status: nil),
      ]
    )
  }

  private static func addFront(to resources: inout Resources) throws {
    let group = try elb("targetgroup/airflow-prod-web/6d0ecf831eec9f09")
    let balancer = try elb("loadbalancer/app/airflow-prod/50dc6c495c0c9188")
    let listener = try elb("listener/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2")
    let certificate = try arn("arn:aws:acm:us-west-2:123456789012:certificate/1")
    resources.targetGroups = [
      TargetGroup(
        arn: group,
        name: "airflow-prod-web",
        targetType: "ip",
        protocol: "HTTPS",
        port: 443,
        vpcId: "vpc-1",
        loadBalancers: [balancer],
        healthCheck: HealthCheck(
          protocol: "HTTPS",
          port: "traffic-port",
          path: "/",
          matcher: Matcher(codes: [200, 302]),
          intervalSeconds: 30,
          timeoutSeconds: 5,
          healthyThreshold: 5,
          unhealthyThreshold: 2
        ),
        targets: [
          RegisteredTarget(
            try target("10.0.9.9"),
            state: "unhealthy",
            reason: "Target.ResponseCodeMismatch"
          ),
          RegisteredTarget(try target("9.0.1.5"), state: "healthy"),
        ],
        tags: GroupTags(
          ledgers: ["mooring:targets:airflow-prod:1": "9.0.1.5/443 10.0.9.9/443"],
          others: 3
        )
      )
    ]
    resources.loadBalancers = [
      LoadBalancer(
        arn: balancer,
        name: "airflow-prod",
        dnsName: "airflow-prod-1.us-west-2.elb.amazonaws.com",
        type: "application",
        vpcId: "vpc-1",
        securityGroupIds: ["sg-1"],
        zones: [LoadBalancerZone(name: "us-west-2a", subnetId: "subnet-1")]
      )
    ]
    resources.listeners = [
      Listener(
        arn: listener,
        loadBalancer: balancer,
        port: 443,
        protocol: "HTTPS",
        certificate: certificate,
        sslPolicy: "ELBSecurityPolicy-2016-08",
        defaultActions: [.other("authenticate-oidc"), .forward([group])]
      )
    ]
    resources.rules = [
      Rule(
        arn: try elb("listener-rule/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d"),
        listener: listener,
        priority: 10,
        hosts: ["airflow.example.com"],
        hasOtherConditions: false,
        actions: [.forward([group])]
      )
    ]
    resources.certificates = [
      Certificate(
        arn: certificate,
        domainName: "airflow.example.com",
        subjectAlternativeNames: ["*.example.com"],
        status: "ISSUED",
        notAfter: noon + 86_400,
        keyAlgorithm: "RSA_2048",
        imported: ImportTags(binding: "airflow-prod", digest: "sha256:00")
      )
    ]
  }
}
