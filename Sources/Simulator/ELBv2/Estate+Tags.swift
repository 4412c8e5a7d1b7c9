import Core

extension Estate {
  /// The resources that a call about tags names, which must be there.
  func taggedResources(_ inquiry: Inquiry) throws(ServiceError) -> [String] {
    let arns = inquiry.parameters.texts("ResourceArns")
    guard !arns.isEmpty else { throw .missing("resourceArns") }
    guard arns.count <= 20 else {
      throw .validation("Up to 20 resources can be described in one call")
    }
    for text in arns {
      guard let arn = ARN(text), arn.region == inquiry.region, let kind = ELBv2.Kind(arn) else {
        throw .validation("'\(text)' is not a valid resource ARN")
      }
      switch kind {
      case .targetGroup: if !groups.has(text) { throw .targetGroupsNotFound }
      case .loadBalancer: if !loadBalancers.has(text) { throw .loadBalancerNotFound(text) }
      case .listener: if !listeners.has(text) { throw .listenersNotFound }
      case .rule: if !rules.has(text) { throw .rulesNotFound }
      }
    }
    return arns
  }
}
