package import Core

/// The plan file: what `plan --format json` shows and `apply --plan` takes.
///
/// Every member is written, null where there is nothing. The digest covers all but `createdAt` and
/// itself, whatever the file's spacing; it finds an edit, and it is no signature.
package enum PlanDocument {
  /// Writes a plan.
  package static func encode(
    _ plan: Plan,
    tool: ToolVersion
  ) throws(DocumentError) -> [UInt8] {
    try encode(SavedPlan(plan, tool: tool))
  }

  /// Writes what `decode` read: the same bytes, if mooring wrote them.
  package static func encode(_ plan: SavedPlan) throws(DocumentError) -> [UInt8] {
    var fields: [String: JSON] = [
      "formatVersion": .int(formatVersion),
      "tool": plan.tool.json,
      "bindings": .array(plan.bindings.map(\.json)),
      "summary": summary(plan.bindings.map(\.status)),
      "source": .string(plan.source.rawValue),
    ]
    fields["digest"] = .string(try JSON.object(fields).digest())
    fields["createdAt"] = .text(Timestamp(seconds: plan.createdAt))
    return try JSON.object(fields).documentBytes()
  }

  /// Reads a plan, after its digest; errors begin with the file's name.
  package static func decode(_ bytes: [UInt8], file: String) throws(DocumentError) -> SavedPlan {
    let root = Node(try JSON(bytes, file: file), file: file)
    try checkDigest(root)
    try root.checkFormatVersion()
    let members = try root.allMembers([
      "formatVersion", "tool", "createdAt", "bindings", "summary", "source", "digest",
    ])
    let plan = try SavedPlan(members)
    guard try members.node("summary").json == summary(plan.bindings.map(\.status)) else {
      throw try members.node("summary").error("it doesn't count the bindings as they are")
    }
    return plan
  }

  private static func checkDigest(_ root: Node) throws(DocumentError) {
    var fields = try root.fields()
    if fields["digest"] == nil, fields["observedAt"] != nil {
      throw root.error("this is a snapshot, not a saved plan")
    }
    let digest: String = try Members(node: root, fields: fields).required("digest")
    fields["digest"] = nil
    fields["createdAt"] = nil
    guard try JSON.object(fields).digest() == digest else { throw .edited(file: root.file) }
  }

  private static func summary(_ statuses: [PlanStatus]) -> JSON {
    func count(_ status: PlanStatus) -> JSON { .int(statuses.count { $0 == status }) }
    return .object([
      "inStep": count(.inStep),
      "changes": count(.changes),
      "held": count(.held),
      "failed": count(.failed),
    ])
  }
}

extension SavedPlan {
  fileprivate init(_ members: Members) throws(DocumentError) {
    let created: Timestamp = try members.required("createdAt")
    tool = try members.required("tool")
    createdAt = created.seconds
    source = try members.node("source").choice("source")
    bindings = try members.list("bindings")
    var names: Set<String> = []
    for binding in bindings where !names.insert(binding.name).inserted {
      throw try members.node("bindings").error("\(quoted(binding.name)) is there twice")
    }
  }
}
