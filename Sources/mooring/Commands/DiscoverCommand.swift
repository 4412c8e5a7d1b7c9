import Core
import Documents
import Engine

/// `mooring discover`: where the addresses come from, and how the sources agree.
struct DiscoverCommand {
  let arguments: DiscoverArguments
  let session: Session

  func run() async throws(CommandFailure) -> ExitCode {
    let bindings = try SpecFiles.bindings(arguments.spec)
    let world = try World(snapshot: arguments.snapshot, arguments.connection, session)
    let sights = await world.sights(of: bindings)
    let found = zip(bindings, sights).map { Self.comparison($0, $1, in: world) }
    switch arguments.format {
    case .text:
      session.console.result(
        DiscoveryText.text(of: found, isColored: session.isColored, columns: session.columns)
      )
    case .json:
      session.console.result(
        try CommandFiles.document { () throws(DocumentError) in
          try SourceComparison.json(of: found).documentBytes()
        }
      )
      session.tellFailures(of: found.compactMap(\.failure).map(BindingResult.failed))
    }
    return found.contains { $0.failure != nil } ? .failed : .done
  }

  private static func comparison(
    _ binding: Binding,
    _ sight: World.Sight,
    in world: World
  ) -> DiscoveredBinding {
    switch (world.plan(.spec(binding), from: sight), sight) {
    case (.planned(let plan), .success(let observation)):
      .compared(SourceComparison(plan, in: observation))
    case (.failed(let failed), _): .failed(failed)
    case (.planned, .failure(let error)):
      .failed(FailedBinding(binding: binding, reason: "\(error)"))
    }
  }
}
