import Core
import Testing

/// A small world: an MWAA environment, its endpoint, a target group behind a load balancer.
///
/// Two addresses are the endpoint's; a third, `10.0.1.9`, is a target that nothing answers at.
enum SampleWorld {
  static let time = 1_767_322_800
  static let region = "us-west-2"
  static let endpointId = "vpce-0a1b2c3d4e5f60718"
  static let serviceName = "com.amazonaws.vpce.us-west-2.vpce-svc-0f1e2d3c4b5a69788"
  static let host = "0a1b2c3d-1111-2222-3333-444455556666-vpce.c10.us-west-2.airflow.amazonaws.com"
  static let regionalName =
    "\(endpointId)-k3j2h1g0.vpce-svc-0f1e2d3c4b5a69788.us-west-2.vpce.amazonaws.com"
  static let account = "123456789012"
  static let otherAccount = "210987654321"

  static let groupARN = arnText("targetgroup/airflow-prod-web/0123456789abcdef")
  static let unusedGroupARN = arnText("targetgroup/spare/fedcba9876543210")
  static let loadBalancerARN = arnText("loadbalancer/app/airflow-prod/50dc6c495c0c9188")
  static let otherLoadBalancerARN = arnText("loadbalancer/app/other/60dc6c495c0c9188")
  static let listenerARN = arnText("listener/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2")
  static let certificateARN =
    "arn:aws:acm:us-west-2:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  static func arnText(_ resource: String) -> String {
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:\(resource)"
  }

  static func make() throws -> Observation {
    var resources = try network()
    resources.targetGroups = [
      try group(
        groupARN,
        "airflow-prod-web",
        on: [loadBalancerARN],
        [
          try registered("10.0.1.5", "healthy"),
          try registered("10.0.1.9", "unhealthy", "Target.Timeout"),
          try registered("10.0.2.7", "healthy"),
        ]
      ),
      try group(unusedGroupARN, "spare", on: [], []),
    ]
    resources.loadBalancers = [
      try loadBalancer(loadBalancerARN, "airflow-prod", zones: ["a", "b"]),
      try loadBalancer(otherLoadBalancerARN, "other", zones: ["a"]),
    ]
    resources.listeners = [
      Listener(
        arn: try arn(listenerARN),
        loadBalancer: try arn(loadBalancerARN),
        port: 443,
        protocol: "HTTPS",
        certificate: try arn(certificateARN),
        sslPolicy: "ELBSecurityPolicy-2016-08",
        defaultActions: [.forward([try arn(groupARN)])]
      )
    ]
    resources.certificates = [
      Certificate(
        arn: try arn(certificateARN),
        domainName: "airflow.example.com",
        subjectAlternativeNames: ["www.example.com"],
        status: "ISSUED",
        notAfter: 1_798_761_600
      )
    ]
    return Observation(
      observedAt: time,
      caller: try accountId(account),
      places: [try place(): resources]
    )
  }

  static func place(_ account: String = account) throws -> Place {
    Place(account: try accountId(account), region: region)
  }

  static func arn(_ text: String) throws -> ARN { try #require(ARN(text)) }
  static func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }
  static func accountId(_ text: String) throws -> AccountID { try #require(AccountID(text)) }

  static func registered(
    _ address: String,
    port: Int = 443,
    _ state: String,
    _ reason: String? = nil
  ) throws -> RegisteredTarget {
    RegisteredTarget(
      Target(try self.address(address), port: port),
      state: state,
      reason: reason
    )
  }

  static func interface(
    _ id: String,
    zone: String,
    _ address: String,
    status: String = "in-use"
  ) throws -> NetworkInterface {
    NetworkInterface(
      id: id,
      vpcId: "vpc-1",
      subnetId: "subnet-\(zone)",
      availabilityZone: "us-west-2\(zone)",
      status: status,
      description: "VPC Endpoint Interface \(endpointId)",
      addresses: [try self.address(address)]
    )
  }

  private static func network() throws -> Resources {
    var resources = Resources()
    resources.environments = [
      Environment(
        name: "airflow-prod",
        arn: try arn("arn:aws:airflow:us-west-2:123456789012:environment/airflow-prod"),
        status: "AVAILABLE",
        accessMode: "PRIVATE_ONLY",
        webServerEndpointService: serviceName,
        databaseEndpointService: "com.amazonaws.vpce.us-west-2.vpce-svc-00000000000000db0",
        webServerHost: host,
        subnetIds: ["subnet-a", "subnet-b"],
        securityGroupIds: ["sg-1"]
      )
    ]
    resources.vpcEndpoints = [
      VPCEndpoint(
        id: endpointId,
        serviceName: serviceName,
        vpcId: "vpc-1",
        state: "available",
        subnetIds: ["subnet-a", "subnet-b"],
        networkInterfaceIds: ["eni-1", "eni-2"],
        securityGroupIds: ["sg-2"],
        dnsNames: [
          regionalName,
          "\(endpointId)-k3j2h1g0-us-west-2a.vpce-svc-0f1e2d3c4b5a69788.us-west-2.vpce.amazonaws.com",
        ]
      )
    ]
    resources.networkInterfaces = [
      try interface("eni-1", zone: "a", "10.0.1.5"), try interface("eni-2", zone: "b", "10.0.2.7"),
      try interface("eni-3", zone: "c", "10.0.3.3"),
    ]
    resources.subnets = ["a", "b", "c"].enumerated().map { index, zone in
      Subnet(
        id: "subnet-\(zone)",
        vpcId: "vpc-1",
        availabilityZone: "us-west-2\(zone)",
        availabilityZoneId: "usw2-az\(index + 1)"
      )
    }
    return resources
  }

  static func group(
    _ arn: String,
    _ name: String,
    on loadBalancers: [String],
    _ targets: [RegisteredTarget]
  ) throws -> TargetGroup {
    TargetGroup(
      arn: try self.arn(arn),
      name: name,
      targetType: "ip",
      protocol: "HTTPS",
      port: 443,
      vpcId: "vpc-1",
      loadBalancers: try loadBalancers.map(self.arn),
      healthCheck: HealthCheck(
        protocol: "HTTPS",
        port: "traffic-port",
        path: "/health",
        matcher: Matcher("200,302"),
        intervalSeconds: 30,
        timeoutSeconds: 5,
        healthyThreshold: 3,
        unhealthyThreshold: 2
      ),
      targets: targets
    )
  }

  static func loadBalancer(
    _ arn: String,
    _ name: String,
    zones: [String]
  ) throws -> LoadBalancer {
    LoadBalancer(
      arn: try self.arn(arn),
      name: name,
      dnsName: "\(name)-1.us-west-2.elb.amazonaws.com",
      type: "application",
      vpcId: "vpc-1",
      securityGroupIds: ["sg-3"],
      zones: zones.map { LoadBalancerZone(name: "us-west-2\($0)", subnetId: "subnet-\($0)") }
    )
  }
}
