/// Every requirement of one binding, held against what was seen.
///
/// Pure and total, as the plan that it is made from: the same plan and observation give the same check.
package struct Check: Hashable, Sendable {
  /// The binding with Region filled in.
  package var binding: Binding

  package var place: Place

  /// One for each code that applies, in the order of the codes.
  package var requirements: [Requirement]

  package init(binding: Binding, place: Place, requirements: [Requirement]) {
    self.binding = binding
    self.place = place
    self.requirements = requirements
  }

  /// Checks a binding.
  ///
  /// 1. What the plan finds, changes or holds stands on the line of its requirement.
  /// 2. Where the plan says nothing, the observation is asked.
  ///
  /// - Parameters:
  ///   - plan: The binding's plan.
  ///   - observation: What the plan was made from.
  package init(of plan: BindingPlan, in observation: Observation) {
    let evidence = Evidence(plan, observation)
    let troubles = plan.troubles
    let codes = RequirementCode.allCases.filter {
      // Probes are added by who sends them.
      $0.group != .probe && ($0 != .ledger || plan.binding.targetGroup.ownership == .recorded)
    }
    self.init(
      binding: plan.binding,
      place: plan.place,
      requirements: codes.map { code in
        let seen = evidence.judgement(of: code)
        let judgement = troubles[code].map { $0.joined(by: seen) } ?? seen
        return Requirement(code, judgement.verdict, judgement.remarks)
      }
    )
  }

  /// The worst of its requirements.
  package var verdict: Requirement.Verdict {
    requirements.map(\.verdict).max() ?? .notLookedAt
  }
}

/// A binding's check, or why there is none.
package enum CheckResult: Hashable, Sendable {
  case checked(Check)
  case failed(FailedBinding)

  package var name: String {
    switch self {
    case .checked(let check): check.binding.name
    case .failed(let failed): failed.binding.name
    }
  }
}

extension Judgement {
  /// The plan's word and, where it is bad too, what was seen beside it.
  fileprivate func joined(by seen: Judgement) -> Judgement {
    guard seen.verdict >= .warn else { return self }
    return Judgement(max(verdict, seen.verdict), remarks + seen.remarks)
  }
}

extension BindingPlan {
  /// What the plan has to say of each requirement: its findings first, then what is due.
  fileprivate var troubles: [RequirementCode: Judgement] {
    var troubles: [RequirementCode: Judgement] = [:]
    func add(_ code: RequirementCode, _ verdict: Requirement.Verdict, _ remark: Remark) {
      guard let known = troubles[code] else {
        troubles[code] = Judgement(verdict, [remark])
        return
      }
      troubles[code] = Judgement(max(known.verdict, verdict), known.remarks + [remark])
    }
    for finding in findings {
      add(
        finding.code.requirement,
        finding.verdict,
        Remark(
          finding.checkedMessage(among: targets),
          remedy: finding.remedy,
          finding: finding.code
        )
      )
    }
    let strangers = Set(targets.filter { $0.standing == .stranger }.map(\.target))
    for planned in changes {
      for (code, message) in planned.change.shortcomings(strangers) {
        add(code, .fail, Remark(message, remedy: Self.mending(planned.change)))
      }
    }
    for one in held {
      // In doubt it isn't known whether a target is stale at all.
      var isDoubt = false
      if case .finding = one.code { isDoubt = one.change.action == .deregisterTargets }
      for (code, message) in one.change.shortcomings(strangers) {
        add(code, isDoubt ? .warn : .fail, Remark(message, remedy: Self.holding(one)))
      }
    }
    return troubles
  }

  private static func mending(_ change: Change) -> String {
    change.action == .deregisterTargets
      ? "`mooring apply` mends it, as soon as it may." : "`mooring apply` mends it."
  }

  private static func holding(_ held: HeldChange) -> String {
    "`mooring apply` holds it [\(held.code.code)]: \(held.reason)"
  }
}

extension Finding {
  /// The message; with what AWS's reason code means, where the finding names one.
  fileprivate func checkedMessage(among targets: [TargetSighting]) -> String {
    guard code == .targetUnhealthy,
      let sighting = targets.first(where: { message.hasPrefix("\($0.target) ") })
    else { return message }
    return sighting.healthText
  }
}

extension TargetSighting {
  /// The target, its state, and AWS's reason explained.
  var healthText: String {
    let reason = reason.map { ": " + TargetReason.text($0) } ?? ""
    return "\(target) is \(state ?? "not registered")\(reason)."
  }
}
