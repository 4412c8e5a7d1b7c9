package import Core

/// The report file: what `apply --format json` shows, and `rollback` takes.
///
/// Every member is written, null where there is nothing; `before` is `{}` where nothing is known.
package enum ReportDocument {
  /// Writes a report.
  package static func encode(
    _ report: Report,
    tool: ToolVersion
  ) throws(DocumentError) -> [UInt8] {
    try JSON.object([
      "formatVersion": .int(formatVersion),
      "tool": tool.json,
      "startedAt": .text(Timestamp(seconds: report.startedAt)),
      "finishedAt": .text(Timestamp(seconds: report.finishedAt)),
      "bindings": .array(report.bindings.map(\.json)),
      "summary": summary(report.bindings.map(\.status)),
    ]).documentBytes()
  }

  /// Reads a report; errors begin with the file's name.
  package static func decode(_ bytes: [UInt8], file: String) throws(DocumentError) -> Report {
    let root = Node(try JSON(bytes, file: file), file: file)
    try root.checkFormatVersion()
    let members = try root.allMembers([
      "formatVersion", "tool", "startedAt", "finishedAt", "bindings", "summary",
    ])
    let _: ToolVersion = try members.required("tool")
    let startedAt: Timestamp = try members.required("startedAt")
    let finishedAt: Timestamp = try members.required("finishedAt")
    let report = Report(
      startedAt: startedAt.seconds,
      finishedAt: finishedAt.seconds,
      bindings: try members.list("bindings")
    )
    guard try members.node("summary").json == summary(report.bindings.map(\.status)) else {
      throw try members.node("summary").error("it doesn't count the bindings as they are")
    }
    return report
  }

  private static func summary(_ statuses: [BindingReport.Status]) -> JSON {
    func count(_ status: BindingReport.Status) -> JSON { .int(statuses.count { $0 == status }) }
    return .object([
      "converged": count(.converged),
      "partial": count(.partial),
      "held": count(.held),
      "failed": count(.failed),
    ])
  }
}
