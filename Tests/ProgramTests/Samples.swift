import Core
import Testing

/// Hand-made values that the texts are tested with.
enum Samples {
  static func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

  static func target(_ text: String, port: Int = 443) throws -> Target {
    Target(try address(text), port: port)
  }

  static func arn(_ service: String, _ resource: String) throws -> ARN {
    try #require(ARN("arn:aws:\(service):us-west-2:123456789012:\(resource)"))
  }

  static func place() throws -> Place {
    Place(account: try #require(AccountID("123456789012")), region: "us-west-2")
  }

  static func binding(
    _ name: String = "airflow-prod",
    source: EndpointSource = .mwaaEnvironment("airflow-prod"),
    hasListener: Bool = false
  ) throws -> Binding {
    Binding(
      name: name,
      region: "us-west-2",
      endpoint: EndpointSpec(source: source),
      targetGroup: TargetGroupSpec(reference: .name("\(name)-web")),
      listener: hasListener ? ListenerSpec(loadBalancer: .name("airflow-prod")) : nil,
      safeguards: Safeguards(minimumHealthy: 2)
    )
  }

  static func endpoint(status: String = "AVAILABLE") throws -> EndpointSighting {
    EndpointSighting(
      vpcEndpointId: "vpce-0123456789abcdef0",
      serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0abc",
      vpcId: "vpc-0abc",
      state: "available",
      environment: EnvironmentSighting(
        name: "airflow-prod",
        status: status,
        accessMode: "PRIVATE_ONLY"
      ),
      addresses: [
        EndpointAddress(
          try address("10.0.1.5"),
          networkInterfaceId: "eni-0aaa",
          subnetId: "subnet-0aaa",
          availabilityZone: "us-west-2a",
          availabilityZoneId: "usw2-az1"
        ),
        EndpointAddress(
          try address("10.0.2.7"),
          networkInterfaceId: "eni-0bbb",
          subnetId: "subnet-0bbb",
          availabilityZone: "us-west-2b",
          availabilityZoneId: "usw2-az2"
        ),
      ]
    )
  }

  static func plan(_ binding: Binding, _ endpoint: EndpointSighting? = nil) throws -> BindingPlan {
    BindingPlan(
      binding: binding,
      place: try place(),
      targetGroup: try arn("elasticloadbalancing", "targetgroup/\(binding.name)-web/0123"),
      endpoint: endpoint
    )
  }

  static func run(
    _ bindings: [BindingPlan],
    failed: [FailedBinding] = [],
    source: Plan.Source = .live
  ) -> Plan {
    Plan(
      createdAt: 0,
      source: source,
      bindings: bindings.map(BindingResult.planned) + failed.map(BindingResult.failed)
    )
  }
}
