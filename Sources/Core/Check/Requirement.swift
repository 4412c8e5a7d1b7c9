/// One thing that has to be so for the web server to be reached, and whether it is.
package struct Requirement: Hashable, Sendable {
  package var code: RequirementCode
  package var verdict: Verdict

  /// What was seen, or why it was not looked at; never empty.
  package var remarks: [Remark]

  package init(_ code: RequirementCode, _ verdict: Verdict, _ remarks: [Remark]) {
    self.code = code
    self.verdict = verdict
    self.remarks = remarks
  }

  /// How a requirement came out; the later, the worse.
  package enum Verdict: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Not known, and so never a pass; the remark says why.
    case notLookedAt = "not-looked-at"
    case pass
    case warn
    case fail

    package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }
}

/// One sentence or two on a requirement, and what to do.
package struct Remark: Hashable, Sendable {
  package var message: String

  /// Empty where there is nothing to do.
  package var remedy: String

  /// The finding of the plan that says the same; nil where only a check says it.
  package var finding: FindingCode?

  package init(_ message: String, remedy: String = "", finding: FindingCode? = nil) {
    self.message = message
    self.remedy = remedy
    self.finding = finding
  }
}

/// A verdict with its remarks, before it is known whose it is.
struct Judgement {
  var verdict: Requirement.Verdict
  var remarks: [Remark]

  init(_ verdict: Requirement.Verdict, _ remarks: [Remark]) {
    self.verdict = verdict
    self.remarks = remarks
  }

  static func pass(_ message: String) -> Judgement { Judgement(.pass, [Remark(message)]) }

  static func warn(_ message: String, remedy: String) -> Judgement {
    Judgement(.warn, [Remark(message, remedy: remedy)])
  }

  static func fail(_ message: String, remedy: String) -> Judgement {
    Judgement(.fail, [Remark(message, remedy: remedy)])
  }

  static func notLookedAt(_ reason: String) -> Judgement {
    Judgement(.notLookedAt, [Remark(reason)])
  }
}
