/// Where each part of a binding lives: the parts may be in several accounts, in one Region.
package struct Places: Hashable, Sendable {
  /// Where the target group, its listener and load balancer are, and the writes go.
  package var targetGroup: Place

  /// Where the endpoint and its network interfaces are.
  package var endpoint: Place

  /// Where the MWAA environment is.
  package var environment: Place

  /// Follows the roles of a binding: a role's account is where its calls land.
  ///
  /// - Parameters:
  ///   - binding: The binding; a Region or target group ARN of its own wins over `region`.
  ///   - caller: The account of the credentials that the run began with.
  ///   - region: The Region for a binding that names none.
  package init(of binding: Binding, caller: AccountID, region: String) {
    let region = binding.ownRegion ?? region
    let account = binding.assumeRole.flatMap { AccountID($0.arn.account) } ?? caller
    func place(_ role: AssumeRole?) -> Place {
      Place(account: role.flatMap { AccountID($0.arn.account) } ?? account, region: region)
    }
    targetGroup = place(nil)
    endpoint = place(binding.endpoint.assumeRole)
    environment = place(binding.endpoint.environmentAssumeRole)
  }
}

extension Binding {
  /// The Region that the spec itself names: as such, or in the target group's ARN.
  package var ownRegion: String? {
    if let region { return region }
    if case .arn(let arn) = targetGroup.reference { return arn.region }
    return nil
  }
}
