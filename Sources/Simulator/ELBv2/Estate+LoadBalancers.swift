import Core

extension Estate {
  /// Answers DescribeLoadBalancers.
  func describeLoadBalancers(_ inquiry: Inquiry) throws(ServiceError) -> Page<LoadBalancer> {
    let names = inquiry.parameters.texts("Names")
    let arns = inquiry.parameters.texts("LoadBalancerArns")
    try ELBv2.atMostOne([!names.isEmpty, !arns.isEmpty]) {
      "Load balancer names and load balancer ARNs can't be specified at the same time"
    }
    guard names.count + arns.count <= 20 else {
      throw .validation("Up to 20 load balancers can be described in one call")
    }
    var found: Set<String>?
    if !names.isEmpty {
      let all = Dictionary(loadBalancers.all.map { ($0.name, $0.arn.description) }) { $1 }
      for name in names where all[name] == nil { throw .loadBalancerNotFound(name) }
      found = Set(names.compactMap { all[$0] })
    }
    if !arns.isEmpty {
      for arn in arns { try ELBv2.check(arn, .loadBalancer, inquiry) }
      for arn in arns where !loadBalancers.has(arn) { throw .loadBalancerNotFound(arn) }
      found = Set(arns)
    }
    return try ELBv2.page(of: loadBalancers, inquiry) {
      found?.contains($0.arn.description) ?? true
    }
  }
}
