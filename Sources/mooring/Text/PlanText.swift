import Core

/// A run's plan as text for people.
enum PlanText {
  /// One block for each binding, in-step ones in a line, and a last line that counts; the
  /// heading, where there is one, above all.
  static func text(
    of plan: Plan,
    under heading: String? = nil,
    isColored: Bool,
    columns: Int? = nil
  ) -> String {
    var page = Page()
    if let heading {
      page.line([Span(heading, .title)])
      page.gap()
    }
    for result in plan.bindings {
      switch result {
      case .planned(let binding): BindingText(binding).add(to: &page)
      case .failed(let failed): page.failed(failed)
      }
    }
    page.gap()
    page.line(summary(plan))
    if plan.source == .snapshot {
      page.line([
        Span("From a snapshot: this plan is for looking at, and is never applied.", .quiet)
      ])
    }
    return page.text(isColored: isColored, columns: columns)
  }

  private static func summary(_ plan: Plan) -> [Span] {
    let bindings = Counting.text(plan.bindings.count, "binding")
    if plan.bindings.allSatisfy({ $0.status == .inStep }) {
      return [Span("In step", .good), Span(": \(bindings), nothing to do\(remarks(plan)).")]
    }
    let statuses = plan.bindings.map(\.status)
    let counted = PlanStatus.allCases.compactMap { status -> String? in
      let count = statuses.count { $0 == status }
      return count == 0 ? nil : "\(count) \(word(status))"
    }
    let shown = plan.bindings.count == 1 ? "" : " (\(counted.joined(separator: ", ")))"
    return [Span("Plan", .title), Span(": \(bindings)\(shown); \(changes(plan))\(remarks(plan)).")]
  }

  private static func word(_ status: PlanStatus) -> String {
    switch status {
    case .inStep: "in step"
    case .changes: "with changes"
    case .held: "held"
    case .failed: "failed"
    }
  }

  private static func changes(_ plan: Plan) -> String {
    let plans = plan.planned
    let changes = plans.flatMap(\.changes).map(\.change)
    func count(_ actions: Action...) -> Int {
      changes.filter { actions.contains($0.action) }.map(ChangeText.weight).reduce(0, +)
    }
    let settings = count(.modifyTargetGroup, .modifyListener, .modifyRule)
    let parts = [
      (count(.claimTargets), "to claim"),
      (count(.registerTargets), "to register"),
      (count(.deregisterTargets), "to deregister"),
      (count(.releaseTargets), "to release"),
      (settings, settings == 1 ? "setting to change" : "settings to change"),
      (count(.importCertificate), "to import"),
      (count(.addListenerCertificates), "to add"),
      (count(.createTargetGroup, .createListener, .createRule), "to create"),
      (plans.flatMap(\.held).map { ChangeText.weight($0.change) }.reduce(0, +), "held"),
    ].filter { $0.0 > 0 }
    if parts.isEmpty {
      if plans.isEmpty { return "nothing could be observed" }
      if plans.flatMap(\.findings).contains(where: { $0.holds == .all }) {
        return "nothing can be planned"
      }
      return plans.contains(where: \.isHeldWhole)
        ? "the listener can't be planned" : "nothing to change"
    }
    return parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  private static func remarks(_ plan: Plan) -> String {
    let findings = plan.planned.flatMap(\.findings)
    let counts = [(Severity.error, "error"), (.warning, "warning")].map { severity, noun in
      (findings.count { $0.severity == severity }, noun)
    }
    return counts.filter { $0.0 > 0 }.map { "; " + Counting.text($0.0, $0.1) }.joined()
  }
}

extension Plan {
  /// The bindings that could be observed.
  var planned: [BindingPlan] {
    bindings.compactMap { if case .planned(let plan) = $0 { plan } else { nil } }
  }
}
