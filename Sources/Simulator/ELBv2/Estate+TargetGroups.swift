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
