import Core

extension Estate {
  /// Answers DescribeTargetGroups.
  func describeTargetGroups(_ inquiry: Inquiry) throws(ServiceError) -> Page<TargetGroup> {
    let parameters = inquiry.parameters
    let names = parameters.texts("Names")
    let arns = parameters.texts("TargetGroupArns")
    let loadBalancer = parameters.text("LoadBalancerArn")
    try ELBv2.atMostOne([!names.isEmpty, !arns.isEmpty, loadBalancer != nil]) {
      "Load balancer ARN, target group ARNs and target group names can't be specified together"
    }
    var found: Set<String>?
    if !names.isEmpty {
      let wanted = Set(names)
      let named = groups.all.filter { wanted.contains($0.settings.name) }
      guard named.count == wanted.count else { throw .targetGroupsNotFound }
      found = Set(named.map(\.arn.description))
    }
    if !arns.isEmpty {
      for arn in arns { try ELBv2.check(arn, .targetGroup, inquiry) }
      guard arns.allSatisfy(groups.has) else { throw .targetGroupsNotFound }
      found = Set(arns)
    }
    if let loadBalancer {
      try ELBv2.check(loadBalancer, .loadBalancer, inquiry)
      guard loadBalancers.has(loadBalancer) else { throw .loadBalancerNotFound(loadBalancer) }
    }
    let page = try ELBv2.page(of: groups, inquiry) { group in
      if let found { return found.contains(group.arn.description) }
      guard let loadBalancer else { return true }
      return group.loadBalancers.contains { $0.description == loadBalancer }
    }
    return Page(rows: page.rows.map(\.settings), next: page.next)
  }

  /// Answers CreateTargetGroup; the new group's ARN ends with the digits.
  ///
  /// The same call again makes nothing new; another group of the name is refused.
  mutating func createTargetGroup(
    _ inquiry: Inquiry,
    digits: String,
    limits: Limits
  ) throws(ServiceError) -> (group: TargetGroup, isNew: Bool) {
    let name = try inquiry.required("Name")
    let isName =
      (1...32).contains(name.utf8.count) && !name.hasPrefix("-") && !name.hasSuffix("-")
      && name.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0 == "-" || ("0"..."9").contains($0))
      }
    guard isName else { throw .validation("Target group name '\(name)' is not valid") }
    let type = inquiry.parameters.text("TargetType") ?? "instance"
    guard type == "ip", let protocolName = inquiry.parameters.text("Protocol"),
      ["HTTP", "HTTPS"].contains(protocolName), let port = try inquiry.number("Port"),
      (1...65_535).contains(port), let vpc = inquiry.parameters.text("VpcId")
    else { throw .validation("A protocol, a port and a VPC must be specified") }
    guard let family = AddressFamily(rawValue: inquiry.parameters.text("IpAddressType") ?? "ipv4")
    else { throw .validation("The IP address type is not valid") }
    let place = inquiry.place
    guard
      let arn = ARN(
        "arn:aws:elasticloadbalancing:\(place.region):\(place.account):targetgroup/\(name)/\(digits)"
      )
    else { throw ServiceError("InternalFailure", "The target group has no ARN", status: 500) }
    let isSecure = inquiry.parameters.text("HealthCheckProtocol") == "HTTPS"
    var group = TargetGroup(
      arn: arn,
      name: name,
      targetType: type,
      protocol: protocolName,
      port: port,
      vpcId: vpc,
      family: family,
      healthCheck: HealthCheck(
        protocol: "HTTP",
        port: "traffic-port",
        path: "/",
        matcher: Matcher(codes: [200]),
        intervalSeconds: 30,
        timeoutSeconds: isSecure ? 10 : 6,
        healthyThreshold: 5,
        unhealthyThreshold: 2
      )
    )
    group.healthCheck = try HealthCheckChange(inquiry).applied(to: group)
    if let former = groups.all.first(where: { $0.settings.name == name })?.settings {
      var same = group
      same.arn = former.arn
      same.loadBalancers = former.loadBalancers
      guard same == former else {
        throw ServiceError(
          "DuplicateTargetGroupName",
          "A target group with the same name '\(name)' exists, but with different settings"
        )
      }
      return (former, false)
    }
    let delay = limits.deregistrationDelaySeconds * 1000
    groups.insert(SimulatedGroup(group, deregistrationDelay: delay), key: arn.description)
    return (group, true)
  }

  /// Answers ModifyTargetGroup: changes what is named of the health check.
  mutating func modifyTargetGroup(_ inquiry: Inquiry) throws(ServiceError) -> TargetGroup {
    let arn = try knownGroup(inquiry)
    guard let group = groups[arn]?.settings else { throw .targetGroupsNotFound }
    let check = try HealthCheckChange(inquiry).applied(to: group)
    let reach = reach
    _ = groups.update(arn) { group in
      group.advance(to: inquiry.now, reach)
      group.change(check, at: inquiry.now)
    }
    guard let changed = groups[arn]?.settings else { throw .targetGroupsNotFound }
    return changed
  }

  /// The group that `TargetGroupArn` names, which must be there.
  func knownGroup(_ inquiry: Inquiry) throws(ServiceError) -> String {
    let arn = try inquiry.required("TargetGroupArn")
    try ELBv2.check(arn, .targetGroup, inquiry)
    guard groups.has(arn) else { throw .targetGroupsNotFound }
    return arn
  }
}
