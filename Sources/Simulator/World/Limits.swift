/// The quotas and times that an account can have changed in AWS.
package struct Limits: Hashable, Sendable {
  /// Above it RegisterTargets answers `TooManyTargets`; draining targets don't count.
  package var targetsPerGroup: Int

  /// ELBv2's attribute `deregistration_delay.timeout_seconds`.
  package var deregistrationDelaySeconds: Int

  package init(targetsPerGroup: Int = 1000, deregistrationDelaySeconds: Int = 300) {
    self.targetsPerGroup = targetsPerGroup
    self.deregistrationDelaySeconds = deregistrationDelaySeconds
  }
}
