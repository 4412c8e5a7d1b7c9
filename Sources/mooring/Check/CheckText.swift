import Core

/// A run's checks as text for people.
enum CheckText {
  /// Titles stand in one column over all groups.
  private static let titleWidth = 14

  static func text(
    of results: [CheckResult],
    isColored: Bool,
    columns: Int? = nil
  ) -> String {
    var page = Page()
    for result in results {
      page.gap()
      switch result {
      case .checked(let check): add(check, to: &page)
      case .failed(let failed): page.failed(failed)
      }
    }
    page.gap()
    let sum = CheckSum(results)
    page.line([
      Span("Check", .title), Span(": \(Counting.text(results.count, "binding")); \(sum.words)."),
    ])
    return page.text(isColored: isColored, columns: columns)
  }

  private static func add(_ check: Check, to page: inout Page) {
    page.line([
      Span(check.binding.name, .title), Span("  \(check.place.region)  \(check.place.account)  "),
      Span(check.verdict.word(isOne: true), ink(check.verdict)),
    ])
    for (group, requirements) in check.groups {
      page.gap()
      page.line(indent: 2, [Span(group.title, .title)])
      if let reason = requirements.sharedReason {
        page.line(indent: 4, lead: 6, [Span("-     not looked at: \(reason)", .quiet)])
      } else {
        page.table(indent: 4, requirements.flatMap(rows))
      }
    }
  }

  private static func rows(_ requirement: Requirement) -> [Page.Row] {
    let isSkipped = requirement.verdict == .notLookedAt
    let ink = isSkipped ? Ink.quiet : .plain
    let title = requirement.code.title
    let blanks = String(repeating: " ", count: max(titleWidth - title.count, 0))
    var lead = [
      Span(mark(requirement.verdict), self.ink(requirement.verdict)), Span(title + blanks, ink),
    ]
    var rows: [Page.Row] = []
    for remark in requirement.remarks.withoutRepeats {
      let text = isSkipped ? "not looked at: \(remark.message)" : remark.message
      for line in text.split(separator: "\n") {
        rows.append(.cells(lead + [Span(String(line), ink)]))
        lead = ["", ""]
      }
      for line in remark.remedy.split(separator: "\n") {
        rows.append(.cells(["", "", Span("-> \(line)")]))
      }
    }
    return rows
  }

  private static func mark(_ verdict: Requirement.Verdict) -> String {
    switch verdict {
    case .notLookedAt: "-   "
    case .pass, .warn, .fail: verdict.rawValue
    }
  }

  private static func ink(_ verdict: Requirement.Verdict) -> Ink {
    switch verdict {
    case .notLookedAt: .quiet
    case .pass: .good
    case .warn: .changed
    case .fail: .bad
    }
  }
}
