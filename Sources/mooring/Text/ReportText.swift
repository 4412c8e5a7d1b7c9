import Core

/// What became of an apply or a rollback, as text for people.
struct ReportText {
  private let command: CommandName

  /// The file that the report is saved in; nil for none.
  private let file: String?

  static func text(
    of report: Report,
    by command: CommandName = .apply,
    savedIn file: String? = nil,
    isColored: Bool,
    columns: Int? = nil
  ) -> String {
    let text = ReportText(command: command, file: file)
    var page = Page()
    for binding in report.bindings { text.add(binding, to: &page) }
    page.gap()
    page.line(text.summary(report))
    if command == .rollback,
      report.bindings.contains(where: { $0.hasApplied && $0.writeBack == nil })
    {
      page.line([
        Span(
          "The spec still asks for what was rolled back: correct it before the next `mooring apply`, "
            + "and stop what runs it on its own."
        )
      ])
    }
    return page.text(isColored: isColored, columns: columns)
  }

  private func add(_ binding: BindingReport, to page: inout Page) {
    let isIdle = binding.status == .converged && binding.outcomes.isEmpty
    if !isIdle || !binding.findings.isEmpty { page.gap() }
    page.line([
      Span(binding.name, .title), "  ", Span(binding.status.rawValue, Self.ink(binding.status)),
      Span(isIdle ? ": nothing to do" : ""),
    ])
    if !binding.outcomes.isEmpty {
      page.gap()
      page.table(
        indent: 2,
        binding.outcomes.flatMap { Self.rows($0, isWriteBack: $0 == binding.writeBack) }
      )
    }
    if !isIdle { Self.add(binding.targets, to: &page) }
    page.findings(binding.findings)
    if let error = binding.error {
      page.gap()
      page.paragraph(indent: 2, lead: [Span("error", .bad), "    "], error)
    }
    if let next = next(binding) {
      page.gap()
      page.paragraph(indent: 2, lead: [Span("next", .title), "     "], next)
    }
    if !isIdle || !binding.findings.isEmpty { page.gap() }
  }

  private static func rows(_ outcome: Outcome, isWriteBack: Bool) -> [Page.Row] {
    let symbol = ChangeText.symbol(outcome.change.action)
    let code = outcome.code.map { " [\($0.code)]" } ?? ""
    var rows: [Page.Row] = [
      .cells([
        Span("\(symbol.text) \(ChangeText.summary(outcome.change))", symbol.ink),
        Span(outcome.result.rawValue + code, ink(outcome.result)),
        Span(outcome.requestId.map { "request \($0)" } ?? "", .quiet),
      ])
    ]
    if isWriteBack { rows.append(.line(indent: 4, [Span(outcome.reason)])) }
    for part in (outcome.error ?? "").split(separator: "\n") {
      rows.append(.line(indent: 4, [Span(String(part))]))
    }
    return rows
  }

  /// The targets as last observed; of many healthy ones only the first dozen.
  private static func add(_ targets: [RegisteredTarget], to page: inout Page) {
    guard !targets.isEmpty else { return }
    page.gap()
    let ailing = targets.filter { !$0.isHealthy }
    let limit = max(12 - ailing.count, 0)
    let healthy = targets.filter(\.isHealthy)
    let shown = (ailing.prefix(50) + healthy.prefix(limit)).sorted { $0.target < $1.target }
    var rows = shown.map { target in
      [
        Span(target.target.description),
        Span(target.state, TargetRows.ink(ofState: target.state)),
        Span(target.reason.map(TargetReason.text) ?? ""),
      ]
    }
    let hidden = targets.count - shown.count
    if hidden > 0 { rows.append([Span("… and \(hidden) more", .quiet)]) }
    page.section("targets now", rows: rows)
  }

  private func next(_ binding: BindingReport) -> String? {
    let isWaiting = binding.outcomes.contains { $0.code == .safeguard(.notHealthyYet) }
    switch binding.status {
    case .converged: return nil
    case .partial where binding.writeBack != nil:
      return command == .rollback
        ? "The targets are not healthy with the settings of before: find out what they answer to them."
        : """
        Correct `healthCheck` in the spec, or what the targets answer to it. Until then each run of
        `mooring apply` tries the change, and takes it back.
        """
    case .partial:
      let first =
        isWaiting
        ? """
        Find out why the new targets are not healthy (above). Nothing that clients need is gone.
        Then run
        """ : "Run"
      return "\(first) \(again): it continues where this run ended." + wayBack(binding)
    case .held where command == .rollback:
      return "Do what the errors say (above). What was only held goes back with \(again)."
    case .held:
      let what = binding.outcomes.isEmpty ? "the errors" : "what is held"
      return "Settle \(what) (above), then run \(again)."
    case .failed where binding.outcomes.allSatisfy({ $0.result == .skipped }):
      return "Nothing was written. Settle the error (above), then run \(again)."
    case .failed:
      return command == .rollback
        ? "Nothing more is claimed: \(again) shows what is left, and asks."
        : "Nothing more is claimed: `mooring plan` shows what AWS has now; then apply again."
    }
  }

  /// How to undo the settings of an apply that didn't end well, as a line of its own.
  private func wayBack(_ binding: BindingReport) -> String {
    let isSet = binding.outcomes.contains { outcome in
      outcome.result == .applied
        && [.modifyTargetGroup, .modifyListener, .modifyRule].contains(outcome.change.action)
    }
    guard let file, isSet, command == .apply else { return "" }
    return "\nOr put the settings back: `mooring rollback \(file.printable)`."
  }

  /// The command to run once more, as it stands in a sentence.
  private var again: String {
    command == .rollback
      ? "`mooring rollback` of the same report again" : "`mooring apply` again"
  }

  private func summary(_ report: Report) -> [Span] {
    let bindings = Counting.text(report.bindings.count, "binding")
    if report.isIdle {
      return [Span("In step", .good), Span(": \(bindings), nothing to do.")]
    }
    let counted = BindingReport.Status.allCases.compactMap { status -> String? in
      let count = report.bindings.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(status.rawValue)"
    }
    let done = command == .rollback ? "Rolled back" : "Applied"
    return [Span(done, .title), Span(": \(bindings); \(counted.joined(separator: ", ")).")]
  }

  private static func ink(_ status: BindingReport.Status) -> Ink {
    switch status {
    case .converged: .good
    case .partial, .held: .changed
    case .failed: .bad
    }
  }

  private static func ink(_ result: Outcome.Result) -> Ink {
    switch result {
    case .applied: .good
    case .failed: .bad
    case .skipped: .changed
    case .held: .held
    }
  }
}

extension BindingReport {
  fileprivate var hasApplied: Bool { outcomes.contains { $0.result == .applied } }
}

extension Report {
  /// Whether everything was in step already.
  var isIdle: Bool { bindings.allSatisfy { $0.status == .converged && $0.outcomes.isEmpty } }

  /// Whether a write was tried, and so told while it was.
  var hasAttempts: Bool {
    bindings.flatMap(\.outcomes).contains { [.applied, .failed].contains($0.result) }
  }
}
