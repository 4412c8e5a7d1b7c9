/// What a run of some bindings has to be allowed, by the credentials that make the calls.
///
/// It is computed from the spec alone: an account that the spec doesn't tell is `*` in the ARNs.
package struct AccessNeeds: Hashable, Sendable {
  /// Which run the policy is for.
  package enum Purpose: String, CaseIterable, Hashable, Sendable {
    /// Any that only reads.
    case plan
    case apply
  }

  /// For the credentials that the run begins with.
  package let caller: AccessPolicy

  /// For each role that the run takes on.
  package let roles: [ARN: AccessPolicy]

  /// - Parameters:
  ///   - bindings: What is planned or applied.
  ///   - region: The Region for bindings that name none.
  ///   - partition: The partition of a Region, such as `aws-cn`.
  ///   - purpose: Whether writes are among it.
  package init(
    of bindings: [Binding],
    region: String,
    partition: (_ region: String) -> String,
    for purpose: Purpose
  ) {
    var permissions: [ARN?: [Permission]] = [:]
    for binding in bindings {
      let region = binding.ownRegion ?? region
      let calls = BindingCalls(of: binding, region: region, partition: partition(region))
      for (principal, permission) in calls.all(for: purpose) {
        permissions[principal, default: []].append(permission)
      }
    }
    caller = AccessPolicy(permissions[nil] ?? [])
    roles = permissions.reduce(into: [:]) { roles, needed in
      if let role = needed.key { roles[role] = AccessPolicy(needed.value) }
    }
  }
}
