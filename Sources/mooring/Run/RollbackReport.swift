import Core
import Documents

/// The report of an apply that is to be rolled back, as far as a command line asks for it.
struct RollbackReport: Sendable {
  let path: String

  /// When the apply began.
  let startedAt: Timestamp

  /// How many bindings are asked for.
  let count: Int

  /// The ways back of those that the apply tried to change.
  let rollbacks: [Rollback]

  init(path: String, only patterns: [NamePattern]) throws(CommandFailure) {
    self.path = path
    let bytes = try CommandFiles.read(path, limit: JSON.maximumByteCount)
    let saved = try CommandFiles.document { () throws(DocumentError) in
      try ReportDocument.decode(bytes, file: path)
    }
    let asked = try NamePattern.selected(saved.bindings, \.name, patterns, in: "report")
    let known = asked.filter { $0.before != nil }
    let spec = try CommandFiles.document { () throws(DocumentError) in
      try SavedReport.specDocument(of: known)
    }
    let bindings = known.isEmpty ? [] : try SpecFiles.bindings(carriedBy: path, "report", spec)
    startedAt = Timestamp(seconds: saved.startedAt)
    count = asked.count
    rollbacks = zip(known, bindings).compactMap { $0.rollback(of: $1) }
  }

  /// The Region, where all is in one.
  var region: String? {
    let regions = Set(rollbacks.map(\.origin.place.region))
    return regions.count == 1 ? regions.first : nil
  }

  /// What is shown above the plan.
  var heading: String {
    let which = "The way back from the apply of \(startedAt)"
    guard !rollbacks.isEmpty else { return "\(which): it changed nothing." }
    guard rollbacks.count < count else { return "\(which)." }
    return "\(which), which changed \(rollbacks.count) of \(count) bindings."
  }

  /// Finds out whether AWS was reached where the report is of.
  func check(_ plan: Plan) throws(CommandFailure) {
    var problems: [String] = []
    for case .planned(let plan) in plan.bindings {
      guard let origin = plan.rollback?.origin else { continue }
      if plan.place != origin.place {
        problems.append(
          "\(plan.binding.name): the report is of account \(origin.place.account), and the "
            + "credentials are for \(plan.place.account)"
        )
      } else if plan.apiHosts != origin.apiHosts {
        problems.append(
          "\(plan.binding.name): the report is of \(Self.text(origin.apiHosts)), and this run asks "
            + Self.text(plan.apiHosts)
        )
      }
    }
    guard problems.isEmpty else {
      throw CommandFailure(
        .stalePlan,
        messages: problems + ["\(path): not rolled back. Nothing was written, for any binding."]
      )
    }
  }

  private static func text(_ hosts: [String: String]) -> String {
    guard !hosts.isEmpty else { return "AWS's own API hosts" }
    let shown = hosts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return "the API hosts \(shown.joined(separator: ", "))"
  }
}
