/// The question before the first write.
enum Approval {
  /// What is told where nobody can be asked.
  static func nobody(for command: CommandName) -> CommandFailure {
    CommandFailure(
      .wrongUsage,
      "there is no terminal to ask for approval on; nothing was written. "
        + (command == .rollback
          ? "Review it in a terminal, or run with --auto-approve"
          : "Review with `mooring plan`, then run with --auto-approve")
    )
  }

  /// Asks on the terminal; only the whole word `yes` is approval.
  static func ask(_ keyboard: Keyboard, _ console: Console) throws(CommandFailure) {
    Interruption.isAsking(true)
    console.question("Apply these changes? Only `yes` is accepted: ")
    let answer = keyboard.line()
    Interruption.isAsking(false)
    if answer == nil { console.note("") }
    guard answer?.filter({ $0 != " " && $0 != "\r" }) == "yes" else {
      throw CommandFailure(.wrongUsage, "not approved; nothing was written")
    }
  }
}
