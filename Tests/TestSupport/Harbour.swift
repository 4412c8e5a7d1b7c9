package import Core

/// A small world that is in step: an MWAA environment, its endpoint in two zones, a target group
/// with both addresses healthy, on an HTTPS listener with a good certificate.
///
/// Tests change what they are about and leave the rest.
package struct Harbour {
  package var binding: Binding
  package var observation: Observation

  package static let group = arn(
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/airflow-web/0123456789abcdef"
  )
  package static let balancer = arn(
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/airflow/50dc6c495c0c9188"
  )
  package static let listener = arn(
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/airflow/50dc6c495c0c9188/f2f7"
  )
  package static let certificate = arn(
    "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  )
  package static let service = "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f60718"
  package static let now = 1_767_323_045

  package init() {
    binding = Binding(
      name: "airflow",
      region: "us-west-2",
      endpoint: EndpointSpec(source: .mwaaEnvironment("airflow")),
      targetGroup: TargetGroupSpec(reference: .name("airflow-web")),
      listener: ListenerSpec(
        loadBalancer: .name("airflow"),
        certificate: .arn(Self.certificate)
      ),
      safeguards: Safeguards(minimumHealthy: 2)
    )
    observation = Observation(observedAt: Self.now, caller: .test)
    var here = Resources()
    here.environments = [Self.environment]
    here.vpcEndpoints = [Self.endpoint]
    here.networkInterfaces = Self.interfaces
    here.subnets = Self.subnets
    here.targetGroups = [Self.targetGroup]
    here.loadBalancers = [Self.loadBalancer]
    here.listeners = [Self.frontListener]
    here.certificates = [
      Certificate(
        arn: Self.certificate,
        domainName: "airflow.example.com",
        status: "ISSUED",
        notAfter: Self.now + 200 * 86_400
      )
    ]
    observation.places[.test] = here
    observation.names = [
      NameSighting(
        name: literal(Self.endpoint.dnsNames.first),
        addresses: [ip("10.0.1.5"), ip("10.0.2.7")]
      )
    ]
  }

  /// What is in the world's one place.
  package var here: Resources {
    get { observation[.test] }
    set { observation.places[.test] = newValue }
  }

  /// The plan for the binding in this world.
  package var plan: BindingPlan {
    BindingPlan(for: binding, region: "us-west-2", in: observation)
  }

  /// The check of the binding in this world.
  package var check: Check { Check(of: plan, in: observation) }

  /// Replaces the group's targets, each as address, state and reason.
  package mutating func register(_ targets: (String, String, String?)...) {
    here.targetGroups[0].targets = targets.map {
      RegisteredTarget(Target($0.0), state: $0.1, reason: $0.2)
    }
  }
}

extension Harbour {
  package static let environment = Environment(
    name: "airflow",
    arn: arn("arn:aws:airflow:us-west-2:123456789012:environment/airflow"),
    status: "AVAILABLE",
    accessMode: "PRIVATE_ONLY",
    webServerEndpointService: service,
    databaseEndpointService: "com.amazonaws.vpce.us-west-2.vpce-svc-0ddb0ddb0ddb0ddb0",
    webServerHost: "0a1b-vpce.c10.us-west-2.airflow.amazonaws.com",
    subnetIds: ["subnet-0a", "subnet-0b"],
    securityGroupIds: ["sg-0a"]
  )

  package static let endpoint = VPCEndpoint(
    id: "vpce-0123456789abcdef0",
    serviceName: service,
    vpcId: "vpc-0a",
    state: "available",
    subnetIds: ["subnet-0a", "subnet-0b"],
    networkInterfaceIds: ["eni-0a", "eni-0b"],
    securityGroupIds: ["sg-0a"],
    dnsNames: [
      "vpce-0123456789abcdef0-abcdefgh.vpce-svc-0a1b2c3d4e5f60718.us-west-2.vpce.amazonaws.com"
    ]
  )

  package static let interfaces = [
    NetworkInterface(
      id: "eni-0a",
      vpcId: "vpc-0a",
      subnetId: "subnet-0a",
      availabilityZone: "us-west-2a",
      status: "in-use",
      addresses: [ip("10.0.1.5")]
    ),
    NetworkInterface(
      id: "eni-0b",
      vpcId: "vpc-0a",
      subnetId: "subnet-0b",
      availabilityZone: "us-west-2b",
      status: "in-use",
      addresses: [ip("10.0.2.7")]
    ),
  ]

  package static let subnets = [
    Subnet(
      id: "subnet-0a",
      vpcId: "vpc-0a",
      availabilityZone: "us-west-2a",
      availabilityZoneId: "usw2-az1"
    ),
    Subnet(
      id: "subnet-0b",
      vpcId: "vpc-0a",
      availabilityZone: "us-west-2b",
      availabilityZoneId: "usw2-az2"
    ),
  ]

  package static let targetGroup = TargetGroup(
    arn: group,
    name: "airflow-web",
    targetType: "ip",
    protocol: "HTTPS",
    port: 443,
    vpcId: "vpc-0a",
    loadBalancers: [balancer],
    healthCheck: HealthCheck(
      protocol: "HTTPS",
      port: "traffic-port",
      path: "/",
      matcher: matcher("200,302"),
      intervalSeconds: 30,
      timeoutSeconds: 10,
      healthyThreshold: 5,
      unhealthyThreshold: 2
    ),
    targets: [
      RegisteredTarget(Target("10.0.1.5"), state: "healthy"),
      RegisteredTarget(Target("10.0.2.7"), state: "healthy"),
    ]
  )

  package static let loadBalancer = LoadBalancer(
    arn: balancer,
    name: "airflow",
    dnsName: "internal-airflow-1.us-west-2.elb.amazonaws.com",
    type: "application",
    vpcId: "vpc-0a",
    securityGroupIds: ["sg-0b"],
    zones: [
      LoadBalancerZone(name: "us-west-2a", subnetId: "subnet-0a"),
      LoadBalancerZone(name: "us-west-2b", subnetId: "subnet-0b"),
    ]
  )

  package static let frontListener = Listener(
    arn: listener,
    loadBalancer: balancer,
    port: 443,
    protocol: "HTTPS",
    certificate: certificate,
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    defaultActions: [.forward([group])]
  )
}

extension Check {
  /// The requirement of a code; nil where it doesn't apply.
  package subscript(code: RequirementCode) -> Requirement? {
    requirements.first { $0.code == code }
  }
}
