import Core

/// How many requirements came out how, over one binding or several.
struct CheckSum {
  private let counts: [Requirement.Verdict: Int]
  let failedBindings: Int

  init(_ results: [CheckResult]) {
    let requirements = results.flatMap { result -> [Requirement] in
      if case .checked(let check) = result { check.requirements } else { [] }
    }
    self.init(
      requirements,
      failedBindings: results.count { if case .failed = $0 { true } else { false } }
    )
  }

  init(_ requirements: [Requirement], failedBindings: Int = 0) {
    counts = Dictionary(grouping: requirements, by: \.verdict).mapValues(\.count)
    self.failedBindings = failedBindings
  }

  subscript(verdict: Requirement.Verdict) -> Int { counts[verdict] ?? 0 }

  /// The worst first: `2 fail, 1 warns, 18 pass, 5 not looked at`.
  var words: String {
    let parts = Requirement.Verdict.allCases.reversed().filter { self[$0] > 0 }.map { verdict in
      "\(self[verdict]) \(Self.word(verdict, isOne: self[verdict] == 1))"
    }
    let failed = failedBindings == 0 ? [] : ["\(Counting.text(failedBindings, "binding")) failed"]
    return (failed + parts).joined(separator: ", ")
  }

  private static func word(_ verdict: Requirement.Verdict, isOne: Bool) -> String {
    switch verdict {
    case .notLookedAt: "not looked at"
    case .pass, .warn, .fail: verdict.word(isOne: isOne)
    }
  }
}

extension Requirement.Verdict {
  /// As a verb: `passes` of one, `pass` of several.
  func word(isOne: Bool) -> String {
    switch self {
    case .notLookedAt: "not looked at"
    case .pass: isOne ? "passes" : "pass"
    case .warn: isOne ? "warns" : "warn"
    case .fail: isOne ? "fails" : "fail"
    }
  }
}

extension Check {
  /// The requirements of each group that has some, in the order of the groups.
  var groups: [(group: RequirementGroup, requirements: [Requirement])] {
    RequirementGroup.allCases.compactMap { group in
      let some = requirements.filter { $0.code.group == group }
      return some.isEmpty ? nil : (group, some)
    }
  }
}

extension [Remark] {
  /// The same with each remedy said once, behind the last of neighbours that share it.
  var withoutRepeats: [Remark] {
    var remarks = self
    for (number, next) in zip(remarks.indices, remarks.dropFirst())
    where remarks[number].remedy == next.remedy {
      remarks[number].remedy = ""
    }
    return remarks
  }
}

extension [Requirement] {
  /// Why none of several was looked at, where it is the same for all.
  var sharedReason: String? {
    guard count > 1, let first, first.verdict == .notLookedAt else { return nil }
    return allSatisfy { $0.verdict == .notLookedAt && $0.remarks == first.remarks }
      ? first.remarks.first?.message : nil
  }
}
