import Core

extension ExitCode {
  /// The code of a plan: 0 whenever it could be made, unless more detail is asked for.
  init(of plan: Plan, isDetailed: Bool) {
    self = .merged(
      plan.bindings.map { result in
        switch result {
        case .failed: .failed
        case .planned(let binding): isDetailed ? ExitCode(detailed: binding) : .done
        }
      }
    )
  }

  /// 3 wants a change that is held or a finding that holds all; an error that holds nothing is not
  /// in the code.
  private init(detailed binding: BindingPlan) {
    if !binding.held.isEmpty || binding.isHeldWhole {
      self = .held
    } else {
      self = binding.changes.isEmpty ? .done : .changesPending
    }
  }

  init(of report: Report) {
    self = .merged(
      report.bindings.map { binding in
        switch binding.status {
        case .converged: .done
        case .partial: .partial
        case .held: .held
        case .failed: .failed
        }
      }
    )
  }
}
