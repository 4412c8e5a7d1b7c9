/// Why a command ended before it had a result, and the code that the process ends with.
struct CommandFailure: Error, Hashable, Sendable {
  let exitCode: ExitCode

  /// What is told on standard error, each as a line of its own; never empty.
  let messages: [String]

  init(_ exitCode: ExitCode, _ message: String) {
    self.exitCode = exitCode
    messages = [message]
  }

  init(_ exitCode: ExitCode, messages: [String]) {
    self.exitCode = exitCode
    self.messages = messages
  }

  /// A failure with several causes, one a line.
  init(_ exitCode: ExitCode, lines: String) {
    self.exitCode = exitCode
    messages = lines.split(separator: "\n").map(String.init)
  }
}
