import Core

/// A run's checks as GitHub's Markdown: what fails or warns in a table, the rest folded away.
enum CheckMarkdown {
  static func text(of results: [CheckResult]) -> String {
    let blocks = results.map { result in
      switch result {
      case .checked(let check): block(check)
      case .failed(let failed):
        "### \(cell(failed.binding.name)) failed\n\n\(cell(failed.reason))\n"
      }
    }
    let sum = CheckSum(results)
    let heading = "## Mooring check: \(Counting.text(results.count, "binding")), \(sum.words)\n"
    return ([heading] + blocks).joined(separator: "\n")
  }

  private static func block(_ check: Check) -> String {
    var text = """
      ### \(cell(check.binding.name)) \(check.verdict.word(isOne: true))

      \(cell(check.place.region)), account \(check.place.account): \
      \(CheckSum(check.requirements).words)

      """
    let amiss = check.requirements.filter { $0.verdict >= .warn }
    if !amiss.isEmpty { text += "\n" + table(amiss) }
    for verdict in [Requirement.Verdict.pass, .notLookedAt] {
      let some = check.requirements.filter { $0.verdict == verdict }
      guard !some.isEmpty else { continue }
      text += """

        <details><summary>\(CheckSum(some).words)</summary>

        \(table(some))
        </details>

        """
    }
    return text
  }

  private static func table(_ requirements: [Requirement]) -> String {
    let rows = requirements.map { requirement in
      let remarks = requirement.remarks.withoutRepeats.map { remark in
        cell(remark.message) + (remark.remedy.isEmpty ? "" : "<br>→ \(cell(remark.remedy))")
      }
      let name = "\(requirement.code.group.title): \(requirement.code.title)"
      return
        "| \(mark(requirement.verdict)) | \(cell(name)) | \(remarks.joined(separator: "<br>")) |\n"
    }
    return "| | requirement | seen |\n| --- | --- | --- |\n" + rows.joined()
  }

  private static func mark(_ verdict: Requirement.Verdict) -> String {
    switch verdict {
    case .notLookedAt: "-"
    case .pass: "pass"
    case .warn, .fail: "**\(verdict.rawValue)**"
    }
  }

  /// Text that stays one cell of a table and means itself: no mark-up of its own, no mention.
  ///
  /// Between two backticks it is code, where nothing but the cell's own border has to be escaped.
  /// https://github.github.com/gfm/#tables-extension-
  static func cell(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { line in
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      // An unpaired backtick quotes nothing, so that none is taken for a quote.
      guard parts.count % 2 == 1 else { return escaped(String(line)) }
      return parts.enumerated().map { number, part in
        number % 2 == 0
          ? escaped(String(part)) : "`\(String(part).printable.replacing("|", with: "\\|"))`"
      }.joined()
    }
    return lines.joined(separator: "<br>")
  }

  private static func escaped(_ text: String) -> String {
    text.printable.map { character in
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#": "\\\(character)"
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      case "@": "&#64;"
      default: "\(character)"
      }
    }.joined()
  }
}
