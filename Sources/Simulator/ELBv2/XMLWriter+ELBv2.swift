import Core

extension XMLWriter {
  mutating func write(_ group: TargetGroup) {
    text("TargetGroupArn", group.arn.description)
    text("TargetGroupName", group.name)
    text("Protocol", group.protocol)
    number("Port", group.port)
    text("VpcId", group.vpcId)
    write(group.healthCheck)
    texts("LoadBalancerArns", of: "member", group.loadBalancers.map(\.description).sorted())
    text("TargetType", group.targetType)
    if group.protocol != nil {
      text("ProtocolVersion", "HTTP1")
      text("IpAddressType", group.family.rawValue)
    }
  }

  private mutating func write(_ check: HealthCheck) {
    text("HealthCheckProtocol", check.protocol)
    text("HealthCheckPort", check.port)
    boolean("HealthCheckEnabled", check.enabled)
    number("HealthCheckIntervalSeconds", check.intervalSeconds)
    number("HealthCheckTimeoutSeconds", check.timeoutSeconds)
    number("HealthyThresholdCount", check.healthyThreshold)
    number("UnhealthyThresholdCount", check.unhealthyThreshold)
    text("HealthCheckPath", check.path)
    if let matcher = check.matcher {
      element("Matcher") { $0.text("HttpCode", matcher.description) }
    }
  }

  mutating func write(_ shown: ShownTarget) {
    element("Target") { target in
      target.text("Id", shown.id)
      target.number("Port", shown.port)
      target.text("AvailabilityZone", shown.zone)
    }
    text("HealthCheckPort", shown.checkPort)
    element("TargetHealth") { health in
      health.text("State", shown.health.state)
      health.text("Reason", shown.health.reason)
      health.text("Description", shown.health.description)
    }
  }

  mutating func write(_ loadBalancer: LoadBalancer) {
    text("LoadBalancerArn", loadBalancer.arn.description)
    text("LoadBalancerName", loadBalancer.name)
    text("DNSName", loadBalancer.dnsName)
    text("Scheme", loadBalancer.dnsName.hasPrefix("internal-") ? "internal" : "internet-facing")
    text("VpcId", loadBalancer.vpcId)
    element("State") { $0.text("Code", "active") }
    text("Type", loadBalancer.type)
    list("AvailabilityZones", of: "member", loadBalancer.zones) { zone, value in
      zone.text("ZoneName", value.name)
      zone.text("SubnetId", value.subnetId)
      zone.element("LoadBalancerAddresses") { _ in }
    }
    texts("SecurityGroups", of: "member", loadBalancer.securityGroupIds)
    text("IpAddressType", "ipv4")
  }

  mutating func write(_ listener: SimulatedListener) {
    let settings = listener.settings
    text("ListenerArn", settings.arn.description)
    text("LoadBalancerArn", settings.loadBalancer.description)
    number("Port", settings.port)
    text("Protocol", settings.protocol)
    if let certificate = settings.certificate {
      list("Certificates", of: "member", [certificate]) {
        $0.text("CertificateArn", $1.description)
      }
    }
    text("SslPolicy", settings.sslPolicy)
    list("DefaultActions", of: "member", listener.actions) { $0.write($1) }
  }

  mutating func write(_ rule: ShownRule) {
    text("RuleArn", rule.arn)
    text("Priority", rule.priority)
    element("Conditions") { conditions in
      if !rule.hosts.isEmpty {
        conditions.write(field: "host-header", member: "HostHeaderConfig", rule.hosts)
      }
      if rule.hasOtherConditions {
        conditions.write(field: "path-pattern", member: "PathPatternConfig", ["/*"])
      }
    }
    list("Actions", of: "member", rule.actions) { $0.write($1) }
    boolean("IsDefault", rule.priority == "default")
  }

  // ELBv2 shows the values both in the member of the condition's kind and, for old clients, beside.
  private mutating func write(field: String, member: String, _ values: [String]) {
    element("member") { condition in
      condition.text("Field", field)
      condition.texts("Values", of: "member", values)
      condition.element(member) { $0.texts("Values", of: "member", values) }
    }
  }

  private mutating func write(_ action: Action) {
    text("Type", action.type)
    if action.type == "forward" {
      if action.groups.count == 1 { text("TargetGroupArn", action.groups.first?.group) }
      element("ForwardConfig") { forward in
        forward.list("TargetGroups", of: "member", action.groups) { group, value in
          group.text("TargetGroupArn", value.group)
          group.number("Weight", value.weight)
        }
        forward.element("TargetGroupStickinessConfig") { $0.boolean("Enabled", false) }
      }
    } else if let name = action.configuration {
      element(name) { configuration in
        for detail in action.details { configuration.text(detail.name, detail.value) }
      }
    }
  }
}
