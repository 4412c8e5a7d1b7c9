import Core
import Documents

/// `mooring plan`: observe, compare, show.
struct PlanCommand {
  let arguments: PlanArguments
  let session: Session

  func run() async throws(CommandFailure) -> ExitCode {
    let bindings = try SpecFiles.bindings(arguments.spec)
    try CommandFiles.checkWritable(arguments.out)
    let world = try World(snapshot: arguments.snapshot, arguments.connection, session)
    let plan = await world.plan(for: bindings, at: session.now)
    let isInStep = plan.bindings.allSatisfy { $0.status == .inStep }
    let file = try CommandFiles.document { () throws(DocumentError) in
      try PlanDocument.encode(plan, tool: Version.tool)
    }
    if let out = arguments.out { try CommandFiles.write(file, to: out) }
    if !session.isQuiet || !isInStep {
      switch arguments.format {
      case .text:
        session.console.result(
          PlanText.text(of: plan, isColored: session.isColored, columns: session.columns)
        )
        if let out = arguments.out { session.console.result(Self.saved(plan, in: out)) }
      case .json:
        session.console.result(file)
        session.tellFailures(of: plan.bindings)
      }
    }
    return ExitCode(of: plan, isDetailed: arguments.isExitCodeDetailed)
  }

  private static func saved(_ plan: Plan, in path: String) -> String {
    let file = path.printable
    let hasChanges = plan.planned.contains { !$0.changes.isEmpty }
    guard plan.source == .live, hasChanges else { return "Saved in \(file).\n" }
    return "Saved in \(file); `mooring apply --plan \(file)` applies just this.\n"
  }
}

extension World {
  /// The plan of a run: each binding's, or why there is none.
  func plan(for bindings: [Binding], at second: Int) async -> Plan {
    let sights = await sights(of: bindings)
    let results = zip(bindings, sights).map { plan(.spec($0), from: $1) }
    return Plan(createdAt: second, source: source, bindings: results.refusingSharedGroups())
  }
}
