/// `mooring validate`: the spec alone, without any network.
struct ValidateCommand {
  let arguments: ValidateArguments
  let session: Session

  func run() throws(CommandFailure) -> ExitCode {
    let bindings = try SpecFiles.bindings(arguments.spec)
    if !session.isQuiet {
      session.console.result("Valid: \(Counting.text(bindings.count, "binding")).\n")
    }
    return .done
  }
}
