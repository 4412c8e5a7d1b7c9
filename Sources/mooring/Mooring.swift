/// The program: a command line in, an exit code out.
enum Mooring {
  /// Runs the command that the words after the program's name ask for.
  ///
  /// All that it says is written when this returns.
  static func run(_ words: [String]) async -> ExitCode {
    let terminal = Terminal.current()
    let console = Console(redraws: terminal.redraws)
    let code = await result(of: words, console, terminal)
    guard let reason = console.finish() else { return Interruption.exitCode ?? code }
    let error = FileError(path: "standard output", problem: .write(code: reason))
    console.note(Log.text(.error, error.description, [:]))
    return .merged([code, .failed])
  }

  private static func result(
    of words: [String],
    _ console: Console,
    _ terminal: Terminal
  ) async -> ExitCode {
    let invocation: Invocation
    do throws(UsageError) {
      invocation = try Invocation(words)
    } catch {
      console.note(Log.text(.error, error.description, [:]))
      return .wrongUsage
    }
    func session(_ output: OutputArguments) -> Session {
      Session(output, console: console, terminal: terminal)
    }
    switch invocation {
    case .plan(let arguments):
      let session = session(arguments.output)
      return await session.code(of: PlanCommand(arguments: arguments, session: session).run)
    case .apply(let arguments), .rollback(let arguments):
      let session = session(arguments.output)
      let command = ApplyCommand(arguments: arguments, session: session, terminal: terminal)
      return await session.code(of: command.run)
    case .check(let arguments):
      let session = session(arguments.output)
      return await session.code(of: CheckCommand(arguments: arguments, session: session).run)
    case .discover(let arguments):
      let session = session(arguments.output)
      return await session.code(of: DiscoverCommand(arguments: arguments, session: session).run)
    case .snapshot(let arguments):
      let session = session(arguments.output)
      return await session.code(of: SnapshotCommand(arguments: arguments, session: session).run)
    case .validate(let arguments):
      let session = session(arguments.output)
      return await session.code(of: ValidateCommand(arguments: arguments, session: session).run)
    case .iamPolicy(let arguments):
      let session = session(arguments.output)
      return await session.code(of: IAMPolicyCommand(arguments: arguments, session: session).run)
    case .initialize(let arguments):
      let session = session(arguments.output)
      return await session.code(of: InitCommand(arguments: arguments, session: session).run)
    case .version:
      console.result("mooring \(Version.number)\n")
      return .done
    case .help(let command):
      console.result(HelpText.text(of: command))
      return .done
    }
  }
}

extension Session {
  /// Runs a command and tells why it failed, if it did.
  fileprivate func code(of run: () async throws(CommandFailure) -> ExitCode) async -> ExitCode {
    do throws(CommandFailure) {
      return try await run()
    } catch {
      console.flush()
      for message in error.messages { log.error(message) }
      return error.exitCode
    }
  }
}
