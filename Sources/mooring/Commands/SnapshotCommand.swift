import Core
import Documents
import Engine

/// `mooring snapshot`: record what was observed.
struct SnapshotCommand {
  let arguments: SnapshotArguments
  let session: Session

  /// A recording holds all bindings or is not made: one that lacks some would replay as a world in
  /// which their resources don't exist.
  func run() async throws(CommandFailure) -> ExitCode {
    let bindings = try SpecFiles.bindings(arguments.spec)
    try CommandFiles.checkWritable(arguments.out)
    let world = try World(snapshot: nil, arguments.connection, session, depth: .check)
    var observations: [Observation] = []
    var failures: [String] = []
    for (binding, sight) in zip(bindings, await world.sights(of: bindings)) {
      do throws(ObserveError) {
        observations.append(try sight.get())
      } catch {
        failures.append("\(binding.name): \(error)")
      }
    }
    guard failures.isEmpty, let observation = Observation.merged(observations) else {
      throw CommandFailure(.failed, messages: failures + ["No snapshot was written."])
    }
    let file = try CommandFiles.document { () throws(DocumentError) in
      try SnapshotDocument.encode(observation, tool: Version.tool)
    }
    try CommandFiles.write(file, to: arguments.out)
    if !session.isQuiet {
      let count = Counting.text(bindings.count, "binding")
      session.console.result("Recorded \(count) in \(arguments.out.printable).\n")
    }
    return .done
  }
}
