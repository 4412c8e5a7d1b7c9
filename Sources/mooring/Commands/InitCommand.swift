import Core
import Engine
import Glibc
import SpecFile

/// `mooring init`: a first spec from what is there; reads AWS, and writes one file.
struct InitCommand {
  let arguments: InitArguments
  let session: Session

  func run() async throws(CommandFailure) -> ExitCode {
    try checkPlace()
    let observer = try Observer(arguments.connection, session)
    let scout = try await DraftWork.seen { () throws(ObserveError) in try SpecScout(observer) }
    let chooser = Chooser(keyboard: Keyboard(isInputTaken: false), console: session.console)
    let draft = try await DraftWork(arguments: arguments, scout: scout, chooser: chooser).draft()
    let text = draft.text
    try check(text)
    guard let out = arguments.out else {
      session.console.result(text)
      return .done
    }
    // Somebody else may have been quicker while questions were answered.
    try checkPlace()
    try CommandFiles.write(Array(text.utf8), to: out)
    session.console.result(
      "Wrote \(out.printable). `mooring plan` shows what it would change.\n"
    )
    return .done
  }

  /// A spec that is there already is never written over.
  private func checkPlace() throws(CommandFailure) {
    guard let out = arguments.out else { return }
    guard access(out, F_OK) != 0 else {
      throw CommandFailure(
        .wrongUsage,
        "\(out.printable) is there already, and is not written over: name another file with --out"
      )
    }
    try CommandFiles.checkWritable(out)
  }

  /// What a flag says may be no value for the spec.
  private func check(_ text: String) throws(CommandFailure) {
    do throws(SpecErrors) {
      _ = try SpecReader.read([
        SpecSource(name: arguments.out ?? "-", bytes: Array(text.utf8), baseDirectory: "/")
      ])
    } catch {
      throw CommandFailure(
        .wrongUsage,
        messages: ["what was given makes no valid spec; nothing was written"]
          + error.description.split(separator: "\n").map(String.init)
      )
    }
  }
}
