package import Core

/// The report file: what `apply --format json` shows, and `rollback` takes.
///
/// Every member is written, null where there is nothing; `before` and `spec` are `{}` where nothing
/// is known, and `madeArn` is left out where AWS answered no ARN of something made. What was there before is put back by a rollback, so the digest covers all but itself,
/// whatever the file's spacing; it finds an edit, and it is no signature.
package enum ReportDocument {
  /// Writes a report.
  package static func encode(
    _ report: Report,
    tool: ToolVersion
  ) throws(DocumentError) -> [UInt8] {
    try encode(SavedReport(report, tool: tool))
  }

  /// Writes what `decode` read: the same bytes, if mooring wrote them.
  package static func encode(_ report: SavedReport) throws(DocumentError) -> [UInt8] {
    var fields: [String: JSON] = [
      "formatVersion": .int(formatVersion),
      "tool": report.tool.json,
      "startedAt": .text(Timestamp(seconds: report.startedAt)),
      "finishedAt": .text(Timestamp(seconds: report.finishedAt)),
      "bindings": .array(report.bindings.map(\.json)),
      "summary": summary(report.bindings.map(\.status)),
    ]
    fields["digest"] = .string(try JSON.object(fields).digest())
    return try JSON.object(fields).documentBytes()
  }

  /// Reads a report, after its digest; errors begin with the file's name.
  package static func decode(_ bytes: [UInt8], file: String) throws(DocumentError) -> SavedReport {
    let root = Node(try JSON(bytes, file: file), file: file)
    try checkDigest(root)
    try root.checkFormatVersion()
    let members = try root.allMembers([
      "formatVersion", "tool", "startedAt", "finishedAt", "bindings", "summary", "digest",
    ])
    let report = try SavedReport(members)
    guard try members.node("summary").json == summary(report.bindings.map(\.status)) else {
      throw try members.node("summary").error("it doesn't count the bindings as they are")
    }
    return report
  }

  private static func checkDigest(_ root: Node) throws(DocumentError) {
    var fields = try root.fields()
    if fields["observedAt"] != nil { throw root.error("this is a snapshot, not a report") }
    if fields["createdAt"] != nil { throw root.error("this is a saved plan, not a report") }
    if fields["digest"] == nil, fields["finishedAt"] != nil {
      throw root.error(
        "an older mooring wrote this report, and kept too little in it for a rollback; put what "
          + "`before` shows into the spec, and apply that"
      )
    }
    let digest: String = try Members(node: root, fields: fields).required("digest")
    fields["digest"] = nil
    guard try JSON.object(fields).digest() == digest else {
      throw root.child(.null, "digest").error(
        "the report isn't as it was written, and an edited one is never rolled back; put what is "
          + "wanted into the spec, and apply that"
      )
    }
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
