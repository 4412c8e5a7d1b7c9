extension BindingReport {
  /// Where the former health check was written back, or should have been: the second change of the
  /// settings in one run, for a plan has one at most.
  package var writeBack: Outcome? {
    outcomes.filter { $0.change.action == .modifyTargetGroup }.dropFirst().first
  }
}
