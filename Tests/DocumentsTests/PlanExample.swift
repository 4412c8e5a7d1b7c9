import Core
import Documents
import Testing

/// A plan with all kinds of change, and one of a binding that could not be observed.
enum PlanExample {
  static func plan() throws -> Plan {
    Plan(
      createdAt: noon,
      source: .live,
      bindings: [
        .planned(try bindingPlan()),
        .failed(
          FailedBinding(
            binding: Binding(
              name: "airflow-test",
              region: "eu-central-1",
              endpoint: EndpointSpec(source: .mwaaEnvironment("airflow-test")),
              targetGroup: TargetGroupSpec(reference: .name("airflow-test-web")),
              safeguards: Safeguards(minimumHealthy: 2)
            ),
            reason: "elasticloadbalancing:DescribeTargetGroups was denied"
          )
        ),
      ]
    )
  }

  static func bindingPlan() throws -> BindingPlan {
    BindingPlan(
      binding: try binding(),
      place: Place(account: try account(), region: "us-west-2"),
      targetGroup: try elb("targetgroup/airflow-prod-web/6d0ecf831eec9f09"),
      endpoint: try endpoint(),
      changes: try changes(),
      held: [
        HeldChange(
          .deregisterTargets([try target("10.0.9.9")]),
          code: .finding(.environmentUnsettled),
          because: "the environment is UPDATING"
        )
      ],
      findings: [
        Finding(
          .environmentUnsettled,
          "The environment airflow-prod is UPDATING.",
          remedy: "Wait until it is AVAILABLE."
        )
      ],
      targets: [
        TargetSighting(try target("10.0.1.5"), state: nil, standing: .wanted),
        TargetSighting(
          try target("10.0.9.9"),
          state: "unhealthy",
          reason: "Target.Timeout",
          standing: .stale
        ),
      ],
      listener: Listener(
        arn: try elb("listener/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2"),
        loadBalancer: try elb("loadbalancer/app/airflow-prod/50dc6c495c0c9188"),
        port: 443,
        protocol: "HTTPS",
        certificate: try certificate(),
        sslPolicy: "ELBSecurityPolicy-2016-08",
        defaultActions: [.forward([try elb("targetgroup/airflow-prod-web/6d0ecf831eec9f09")])]
      ),
      apiHosts: ["ec2": "http://127.0.0.1:5000"],
      fingerprintLines: ["place=123456789012/us-west-2", "endpoint=vpce-0123456789abcdef0"]
    )
  }

  static func changes() throws -> [PlannedChange] {
    let balancer = try elb("loadbalancer/app/airflow-prod/50dc6c495c0c9188")
    return [
      PlannedChange(
        .claimTargets([try target("10.0.1.7")]),
        because: "they are about to be registered"
      ),
      PlannedChange(
        .modifyTargetGroup([
          Setting(.matcher, from: "200", to: "200,302"), Setting(.path, from: nil, to: "/health"),
        ]),
        because: "the health check differs"
      ),
      PlannedChange(
        .registerTargets([try target("10.0.1.5"), try target("2001:db8::5", port: 8443)]),
        because: "the endpoint has them"
      ),
      PlannedChange(
        .importCertificate(
          CertificateImport(
            paths: CertificatePaths(
              certificate: "/etc/mooring/airflow.pem",
              chain: nil,
              privateKey: "/etc/mooring/airflow.key"
            ),
            digest: "sha256:00",
            domainName: "airflow.example.com",
            into: try certificate()
          )
        ),
        because: "the files hold another one"
      ),
      PlannedChange(
        .createListener(
          NewListener(
            loadBalancer: balancer,
            port: 8443,
            protocol: .https,
            certificate: .known(try certificate()),
            sslPolicy: nil
          )
        ),
        because: "the load balancer doesn't listen on 8443"
      ),
      PlannedChange(
        .modifyListener(
          try elb("listener/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2"),
          [Setting(.certificate, from: nil, to: try certificate().description)]
        ),
        because: "the certificate differs"
      ),
      PlannedChange(
        .deregisterTargets([try target("10.0.9.8")]),
        because: "the endpoint has it no more"
      ),
      PlannedChange(.releaseTargets([try target("10.0.9.7")]), because: "it is gone"),
    ]
  }

  private static func certificate() throws -> ARN {
    try arn("arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012")
  }

  private static func endpoint() throws -> EndpointSighting {
    EndpointSighting(
      vpcEndpointId: "vpce-0123456789abcdef0",
      serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0123456789abcdef0",
      vpcId: "vpc-0123456789abcdef0",
      state: "available",
      environment: EnvironmentSighting(
        name: "airflow-prod",
        status: "UPDATING",
        accessMode: "PRIVATE_ONLY"
      ),
      addresses: [
        EndpointAddress(
          try address("10.0.1.5"),
          networkInterfaceId: "eni-1",
          subnetId: "subnet-1",
          availabilityZone: "us-west-2a",
          availabilityZoneId: "usw2-az2"
        ),
        EndpointAddress(try address("2001:db8::5")),
      ]
    )
  }

  static func binding() throws -> Binding {
    Binding(
      name: "airflow-prod",
      region: "us-west-2",
      account: try account(),
      assumeRole: AssumeRole(
        arn: try arn("arn:aws:iam::123456789012:role/mooring"),
        externalId: "0123"
      ),
      endpoint: EndpointSpec(source: .mwaaEnvironment("airflow-prod"), dns: .off),
      targetGroup: TargetGroupSpec(
        reference: .name("airflow-prod-web"),
        healthCheck: HealthCheckSpec(path: "/health")
      ),
      listener: ListenerSpec(
        loadBalancer: .name("airflow-prod"),
        certificate: .domain("airflow.example.com"),
        rule: RuleSpec(hosts: ["*.example.com"], priority: 10)
      ),
      safeguards: Safeguards(minimumHealthy: 2, maximumDeregistrations: 8)
    )
  }
}
