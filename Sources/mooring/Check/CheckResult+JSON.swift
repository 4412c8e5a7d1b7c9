import Core
import Documents

extension CheckResult {
  /// For programs; the keys are those of plans where they mean the same.
  ///
  /// Nothing in it tells when or from where it was made: a recording gives the same bytes.
  static func json(of results: [CheckResult]) -> JSON {
    let sum = CheckSum(results)
    return .object([
      "formatVersion": .int(formatVersion),
      "tool": Version.tool.json,
      "bindings": .array(results.map(\.json)),
      "summary": .object([
        "pass": .int(sum[.pass]), "warn": .int(sum[.warn]), "fail": .int(sum[.fail]),
        "notLookedAt": .int(sum[.notLookedAt]), "failed": .int(sum.failedBindings),
      ]),
    ])
  }

  private var json: JSON {
    switch self {
    case .checked(let check):
      .object([
        "name": .string(check.binding.name),
        "region": .string(check.place.region),
        "account": .string(check.place.account.description),
        "verdict": .string(check.verdict.rawValue),
        "requirements": .array(check.requirements.map(Self.json)),
        "error": .null,
      ])
    case .failed(let failed):
      .object([
        "name": .string(failed.binding.name),
        "region": failed.binding.region.map(JSON.string) ?? .null,
        "account": .null,
        "verdict": .null,
        "requirements": .array([]),
        "error": .string(failed.reason),
      ])
    }
  }

  private static func json(_ requirement: Requirement) -> JSON {
    .object([
      "code": .string(requirement.code.rawValue),
      "group": .string(requirement.code.group.rawValue),
      "verdict": .string(requirement.verdict.rawValue),
      "remarks": .array(
        requirement.remarks.map { remark in
          .object([
            "message": .string(remark.message),
            "remedy": remark.remedy.isEmpty ? .null : .string(remark.remedy),
            "finding": remark.finding.map { .string($0.rawValue) } ?? .null,
          ])
        }
      ),
    ])
  }
}
