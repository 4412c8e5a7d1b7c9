import Core
import TestSupport
import Testing

extension SeededGenerator {
  mutating func settings() throws -> [Setting] {
    let keys = SettingKey.allCases.filter { _ in bool() }
    return try (keys.isEmpty ? [.matcher] : keys).map {
      Setting($0, from: try maybe { try $0.text() }, to: try text())
    }
  }

  mutating func change() throws -> Change {
    switch try one(of: Action.allCases) {
    case .claimTargets: .claimTargets(try targets())
    case .releaseTargets: .releaseTargets(try targets())
    case .createTargetGroup:
      .createTargetGroup(
        NewTargetGroup(
          name: try text(),
          vpcId: try text(),
          protocol: try one(of: TargetProtocol.allCases),
          port: int(1...65_535),
          family: try one(of: AddressFamily.allCases),
          healthCheck: try healthCheck(),
          tags: bool() ? [:] : [try text(): try text()]
        )
      )
    case .modifyTargetGroup: .modifyTargetGroup(try settings())
    case .registerTargets: try registration()
    case .importCertificate:
      .importCertificate(
        CertificateImport(
          paths: try certificatePaths(),
          digest: try text(),
          domainName: try text(),
          into: try maybe { try $0.arn() }
        )
      )
    case .createListener:
      .createListener(
        NewListener(
          loadBalancer: try arn(),
          port: int(1...65_535),
          protocol: try one(of: TargetProtocol.allCases),
          certificate: try maybe {
            $0.bool() ? .known(try $0.arn()) : .made(by: .importCertificate)
          },
          sslPolicy: try maybe { try $0.text() },
          forwards: bool()
        )
      )
    case .modifyListener: .modifyListener(try arn(), try settings())
    case .addListenerCertificates:
      .addListenerCertificates(
        try arn(),
        bool() ? .known(try arn()) : .made(by: .importCertificate)
      )
    case .createRule:
      .createRule(
        NewRule(
          listener: bool() ? .known(try arn()) : .made(by: .createListener),
          hosts: ["*.example.com", "airflow.example.com"],
          priority: int(1...50_000)
        )
      )
    case .modifyRule: .modifyRule(try arn(), try settings())
    case .deregisterTargets: .deregisterTargets(try targets())
    }
  }

  private mutating func registration() throws -> Change {
    let targets = try targets()
    let zones = bool() ? [:] : Dictionary(targets.map { ($0.address, "all") }) { one, _ in one }
    return .registerTargets(targets, zones: zones)
  }

  mutating func holdCode() throws -> HoldCode {
    bool()
      ? .finding(try one(of: FindingCode.allCases))
      : .safeguard(try one(of: SafeguardCode.allCases))
  }

  mutating func finding() throws -> Finding {
    Finding(
      try one(of: FindingCode.allCases),
      severity: try one(of: Severity.allCases),
      try text(),
      remedy: try text()
    )
  }

  mutating func listener() throws -> Listener {
    Listener(
      arn: try arn(),
      loadBalancer: try arn(),
      port: int(1...65_535),
      protocol: try text(),
      certificate: try maybe { try $0.arn() },
      sslPolicy: try maybe { try $0.text() },
      defaultActions: try list { try $0.action() }
    )
  }

  mutating func action() throws -> ListenerAction {
    bool() ? .other("redirect") : .forward(try list { try $0.arn() }.sorted())
  }

  mutating func endpoint() throws -> EndpointSighting {
    EndpointSighting(
      vpcEndpointId: try maybe { try $0.text() },
      serviceName: try maybe { try $0.text() },
      vpcId: try maybe { try $0.text() },
      state: try maybe { try $0.text() },
      environment: try maybe {
        EnvironmentSighting(
          name: try $0.text(),
          status: try $0.text(),
          accessMode: try $0.text()
        )
      },
      addresses: try list {
        EndpointAddress(
          try $0.address(),
          networkInterfaceId: try $0.maybe { try $0.text() },
          subnetId: try $0.maybe { try $0.text() },
          availabilityZone: try $0.maybe { try $0.text() },
          availabilityZoneId: try $0.maybe { try $0.text() }
        )
      }.sorted()
    )
  }

  mutating func plan() throws -> Plan {
    var bindings: [BindingResult] = []
    for index in 0..<int(0...3) {
      let binding = try binding(named: "binding-\(index)")
      bindings.append(
        bool()
          ? .failed(FailedBinding(binding: binding, reason: try text()))
          : .planned(try bindingPlan(binding))
      )
    }
    return Plan(createdAt: time(), source: try one(of: Plan.Source.allCases), bindings: bindings)
  }

  mutating func bindingPlan(_ binding: Binding) throws -> BindingPlan {
    BindingPlan(
      binding: binding,
      place: Place(account: try account(), region: "us-west-2"),
      targetGroup: try maybe { try $0.arn() },
      endpoint: try maybe { try $0.endpoint() },
      changes: try list { PlannedChange(try $0.change(), because: try $0.text()) },
      held: try list {
        HeldChange(try $0.change(), code: try $0.holdCode(), because: try $0.text())
      },
      findings: try list { try $0.finding() },
      targets: try list {
        TargetSighting(
          try $0.target(),
          state: try $0.maybe { try $0.text() },
          reason: try $0.maybe { try $0.text() },
          standing: try $0.one(of: TargetSighting.Standing.allCases)
        )
      }.sorted(),
      listener: try maybe { try $0.listener() },
      rule: try maybe { try $0.rule() },
      apiHosts: bool() ? [:] : ["ec2": try text(), "elasticloadbalancing": try text()],
      fingerprintLines: try list(1...3) { try $0.text() }
    )
  }

  mutating func report() throws -> Report {
    Report(
      startedAt: time(),
      finishedAt: time(),
      bindings: try (0..<int(0...3)).map { try bindingReport(named: "binding-\($0)") }
    )
  }

  private mutating func bindingReport(named name: String) throws -> BindingReport {
    let place = Place(account: try account(), region: "us-west-2")
    let origin = try maybe {
      Origin(
        binding: try $0.binding(named: name),
        place: place,
        apiHosts: $0.bool() ? [:] : ["ec2": try $0.text()]
      )
    }
    return BindingReport(
      name: name,
      status: try one(of: BindingReport.Status.allCases),
      outcomes: try list { try $0.outcome() },
      targets: try list { try $0.registeredTarget() }.sorted { $0.target < $1.target },
      origin: origin,
      before: origin == nil ? nil : try maybe { try $0.before() },
      findings: try list { try $0.finding() },
      error: try maybe { try $0.text() }
    )
  }

  private mutating func before() throws -> SettingsBefore {
    SettingsBefore(
      targetGroup: try maybe { try $0.arn() },
      healthCheck: try healthCheck(),
      targets: try targets(),
      listener: try maybe { try $0.listener() },
      rule: try maybe { try $0.rule() }
    )
  }

  /// One of ours, which has no conditions but its hosts.
  private mutating func rule() throws -> Rule {
    Rule(
      arn: try arn(),
      listener: try arn(),
      priority: int(1...50_000),
      hosts: [try text()],
      hasOtherConditions: false,
      actions: [.forward([try arn()])]
    )
  }

  private mutating func outcome() throws -> Outcome {
    let change = try change()
    return Outcome(
      change,
      try one(of: Outcome.Result.allCases),
      requestId: try maybe { try $0.text() },
      at: maybe { $0.time() },
      reason: try text(),
      error: try maybe { try $0.text() },
      code: try maybe { try $0.holdCode() },
      made: change.isCreation ? try maybe { try $0.arn() } : nil
    )
  }

  mutating func registeredTarget() throws -> RegisteredTarget {
    RegisteredTarget(try target(), state: try text(), reason: try maybe { try $0.text() })
  }

  mutating func healthCheck() throws -> HealthCheck {
    HealthCheck(
      enabled: bool(),
      protocol: try maybe { try $0.text() },
      port: try maybe { try $0.text() },
      path: try maybe { try $0.text() },
      matcher: maybe { $0.matcher() },
      intervalSeconds: maybe { $0.int(5...300) },
      timeoutSeconds: maybe { $0.int(2...120) },
      healthyThreshold: maybe { $0.int(2...10) },
      unhealthyThreshold: maybe { $0.int(2...10) }
    )
  }
}
