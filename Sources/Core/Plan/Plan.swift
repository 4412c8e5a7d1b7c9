/// A run's plan: one for each binding, in the order of the spec.
package struct Plan: Hashable, Sendable {
  package enum Source: String, Hashable, Sendable, CaseIterable {
    case live
    case snapshot
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  package var createdAt: Int

  package var source: Source
  package var bindings: [BindingResult]

  package init(createdAt: Int, source: Source, bindings: [BindingResult]) {
    self.createdAt = createdAt
    self.source = source
    self.bindings = bindings
  }
}

/// A binding's plan, or why there is none.
package enum BindingResult: Hashable, Sendable {
  case planned(BindingPlan)
  case failed(FailedBinding)

  package var name: String {
    switch self {
    case .planned(let plan): plan.binding.name
    case .failed(let failed): failed.binding.name
    }
  }

  package var status: PlanStatus {
    switch self {
    case .planned(let plan): plan.status
    case .failed: .failed
    }
  }
}

/// A binding that could not be observed.
package struct FailedBinding: Hashable, Sendable {
  package var binding: Binding

  /// What happened and what to do next, for people.
  package var reason: String

  package init(binding: Binding, reason: String) {
    self.binding = binding
    self.reason = reason
  }
}
