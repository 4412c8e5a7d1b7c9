/// What a plan works toward: what a spec wants, or what was there before an apply.
package enum Goal: Hashable, Sendable {
  case spec(Binding)
  case before(Rollback)

  /// The binding that has to be observed for it.
  package var binding: Binding {
    switch self {
    case .spec(let binding): binding
    case .before(let rollback): rollback.binding(from: nil)
    }
  }

  /// The plan for it; `region` is for a binding that names none.
  package func plan(region: String, in observation: Observation) -> BindingPlan {
    switch self {
    case .spec(let binding): BindingPlan(for: binding, region: region, in: observation)
    case .before(let rollback): BindingPlan(backBy: rollback, in: observation)
    }
  }
}

extension BindingPlan {
  package var goal: Goal { rollback.map(Goal.before) ?? .spec(binding) }

  /// The plan for the same goal from another observation.
  package func remade(in observation: Observation) -> BindingPlan {
    goal.plan(region: place.region, in: observation)
  }
}
