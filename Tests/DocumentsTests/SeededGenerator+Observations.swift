import Core
import TestSupport
import Testing

extension SeededGenerator {
  mutating func observation() throws -> Observation {
    var places: [Place: Resources] = [:]
    for _ in 0..<int(0...2) {
      let account = try account("00000000000\(int(0...9))")
      let region = try one(of: ["us-west-2", "eu-central-1"])
      places[Place(account: account, region: region)] = try resources()
    }
    return Observation(
      observedAt: time(),
      caller: try account(),
      places: places,
      names: try list {
        NameSighting(
          name: try $0.text(),
          resolver: try $0.maybe { try $0.text() },
          canonicalNames: try $0.list { try $0.text() },
          addresses: try $0.list { try $0.address() }.sorted(),
          failure: try $0.maybe { try $0.text() }
        )
      },
      answers: try list {
        HealthAnswer(address: try $0.address(), status: $0.maybe { $0.int(100...599) })
      },
      files: try list { try $0.certificateFiles() }
    )
  }

  private mutating func resources() throws -> Resources {
    var resources = Resources()
    resources.environments = try list { try $0.environment() }
    resources.vpcEndpoints = try list { try $0.vpcEndpoint() }
    resources.networkInterfaces = try list { try $0.networkInterface() }
    resources.subnets = try list {
      Subnet(
        id: try $0.text(),
        vpcId: try $0.text(),
        availabilityZone: try $0.text(),
        availabilityZoneId: try $0.text(),
        cidrBlocks: try $0.list { try $0.prefix() }.sorted()
      )
    }
    resources.securityGroups = try list { try $0.securityGroup() }
    resources.prefixLists = try list {
      PrefixList(id: try $0.text(), ranges: try $0.list { try $0.prefix() }.sorted())
    }
    resources.targetGroups = try list { try $0.targetGroup() }
    resources.loadBalancers = try list { try $0.loadBalancer() }
    resources.listeners = try list { try $0.listener() }
    resources.rules = try list {
      Rule(
        arn: try $0.arn(),
        listener: try $0.arn(),
        priority: $0.int(1...50_000),
        hosts: try $0.texts(),
        hasOtherConditions: $0.bool(),
        actions: try $0.list { try $0.action() }
      )
    }
    resources.certificates = try list {
      Certificate(
        arn: try $0.arn("acm"),
        domainName: try $0.text(),
        subjectAlternativeNames: try $0.texts(),
        status: try $0.text(),
        notAfter: $0.maybe { $0.time() },
        keyAlgorithm: try $0.maybe { try $0.text() },
        imported: try $0.maybe {
          ImportTags(binding: try $0.text(), digest: try $0.maybe { try $0.text() })
        }
      )
    }
    resources.unread = try list {
      Unread(
        try $0.one(of: Unread.Kind.allCases),
        name: try $0.text(),
        reason: try $0.text()
      )
    }
    resources.apiHosts = bool() ? ["ec2": try text()] : [:]
    return resources
  }

  mutating func certificatePaths() throws -> CertificatePaths {
    CertificatePaths(
      certificate: try text(),
      chain: try maybe { try $0.text() },
      privateKey: try text()
    )
  }

  mutating func certificateFiles() throws -> CertificateFiles {
    CertificateFiles(
      try certificatePaths(),
      content: try maybe {
        CertificateFiles.Content(
          digest: try $0.text(),
          names: try $0.texts(),
          notBefore: $0.time(),
          notAfter: $0.time(),
          keyAlgorithm: try $0.text()
        )
      },
      troubles: try list {
        CertificateFiles.Trouble(try $0.text(), try $0.text(), remedy: try $0.text())
      }.sorted()
    )
  }

  /// Sorted, as lists without an order of their own come back.
  private mutating func texts() throws -> [String] { try list { try $0.text() }.sorted() }

  private mutating func environment() throws -> Environment {
    Environment(
      name: try text(),
      arn: try arn("airflow"),
      status: try text(),
      accessMode: try text(),
      webServerEndpointService: try maybe { try $0.text() },
      databaseEndpointService: try maybe { try $0.text() },
      webServerHost: try maybe { try $0.text() },
      subnetIds: try texts(),
      securityGroupIds: try texts(),
      baseURL: try maybe { try $0.text() },
      endpointManagement: try maybe { try $0.text() }
    )
  }

  private mutating func policy() throws -> EndpointPolicy {
    guard Bool.random(using: &self) else { return .unreadable(try text()) }
    // One, for several come back in another order.
    return .statements([
      PolicyStatement(
        Bool.random(using: &self) ? .allow : .deny,
        principals: PolicyElement(try texts()),
        actions: PolicyElement(try texts() + ["*"], isInverted: true),
        conditions: try texts()
      )
    ])
  }

  private mutating func vpcEndpoint() throws -> VPCEndpoint {
    VPCEndpoint(
      id: try text(),
      serviceName: try text(),
      vpcId: try text(),
      state: "available",
      subnetIds: try texts(),
      networkInterfaceIds: try texts(),
      securityGroupIds: try texts(),
      dnsNames: try list { try $0.text() },
      policy: try maybe { try $0.policy() }
    )
  }

  private mutating func securityGroup() throws -> SecurityGroup {
    // One rule each way, as rules have no order that would survive a round trip.
    SecurityGroup(
      id: try text(),
      name: try text(),
      vpcId: try text(),
      ingress: try list(0...1) { try $0.rule() },
      egress: try list(0...1) { try $0.rule() }
    )
  }

  private mutating func rule() throws -> SecurityGroupRule {
    SecurityGroupRule(
      protocol: try text(),
      ports: maybe { generator in
        let first = generator.int(0...65_535)
        return first...generator.int(first...65_535)
      },
      ranges: try list { try $0.prefix() }.sorted(),
      groups: try list {
        SecurityGroupPeer(try $0.text(), account: try $0.maybe { _ in try account() })
      }.sorted(),
      prefixListIds: try texts()
    )
  }

  private mutating func networkInterface() throws -> NetworkInterface {
    NetworkInterface(
      id: try text(),
      vpcId: try text(),
      subnetId: try text(),
      availabilityZone: try text(),
      status: try text(),
      description: try text(),
      addresses: try list { try $0.address() }
    )
  }

  private mutating func targetGroup() throws -> TargetGroup {
    TargetGroup(
      arn: try arn(),
      name: try text(),
      targetType: try text(),
      protocol: try maybe { try $0.text() },
      port: maybe { $0.int(1...65_535) },
      vpcId: try maybe { try $0.text() },
      loadBalancers: try list { try $0.arn() }.sorted(),
      healthCheck: try healthCheck(),
      targets: try list { try $0.registeredTarget() },
      tags: try groupTags()
    )
  }

  private mutating func groupTags() throws -> GroupTags {
    guard bool() else { return GroupTags() }
    return GroupTags(ledgers: ["mooring:targets:\(try text())": try text()], others: int(0...50))
  }

  private mutating func loadBalancer() throws -> LoadBalancer {
    LoadBalancer(
      arn: try arn(),
      name: try text(),
      dnsName: try text(),
      type: try text(),
      vpcId: try text(),
      securityGroupIds: try texts(),
      zones: try list { LoadBalancerZone(name: try $0.text(), subnetId: try $0.text()) }
    )
  }

  /// The same observation with its lists in another order, where order says nothing.
  mutating func shuffled(_ observation: Observation) -> Observation {
    var shuffled = observation
    shuffled.names.shuffle(using: &self)
    for index in shuffled.names.indices { shuffled.names[index].addresses.shuffle(using: &self) }
    shuffled.answers.shuffle(using: &self)
    shuffled.files.shuffle(using: &self)
    for (place, resources) in observation.places {
      shuffled.places[place] = self.shuffled(resources)
    }
    return shuffled
  }

  private mutating func shuffled(_ resources: Resources) -> Resources {
    var shuffled = resources
    shuffled.environments.shuffle(using: &self)
    shuffled.vpcEndpoints.shuffle(using: &self)
    shuffled.networkInterfaces.shuffle(using: &self)
    shuffled.subnets.shuffle(using: &self)
    shuffled.securityGroups.shuffle(using: &self)
    shuffled.prefixLists.shuffle(using: &self)
    shuffled.targetGroups.shuffle(using: &self)
    shuffled.loadBalancers.shuffle(using: &self)
    shuffled.listeners.shuffle(using: &self)
    shuffled.rules.shuffle(using: &self)
    shuffled.certificates.shuffle(using: &self)
    shuffled.unread.shuffle(using: &self)
    for index in shuffled.environments.indices {
      shuffled.environments[index].subnetIds.shuffle(using: &self)
      shuffled.environments[index].securityGroupIds.shuffle(using: &self)
    }
    for index in shuffled.subnets.indices {
      shuffled.subnets[index].cidrBlocks.shuffle(using: &self)
    }
    for index in shuffled.vpcEndpoints.indices {
      shuffled.vpcEndpoints[index].networkInterfaceIds.shuffle(using: &self)
    }
    for index in shuffled.targetGroups.indices {
      shuffled.targetGroups[index].targets.shuffle(using: &self)
      shuffled.targetGroups[index].loadBalancers.shuffle(using: &self)
    }
    for index in shuffled.loadBalancers.indices {
      shuffled.loadBalancers[index].zones.shuffle(using: &self)
    }
    return shuffled
  }
}
