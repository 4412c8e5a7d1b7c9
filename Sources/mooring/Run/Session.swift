import AWS

/// What a command works with: where it speaks to, and the time.
struct Session: Sendable {
  let console: Console
  let log: Log
  let clock: any WallClock

  /// What AWS answered to this run's writes.
  let answers = WriteAnswers()

  /// Whether results are coloured.
  let isColored: Bool

  /// How wide results may be; nil where they go to no terminal.
  let columns: Int?

  /// Whether there is nothing to say of what is in step.
  let isQuiet: Bool

  init(_ output: OutputArguments, console: Console, terminal: Terminal) {
    let clock = SystemClock()
    self.console = console
    self.clock = clock
    log = Log(console: console, level: output.logLevel, format: output.logFormat) {
      clock.seconds()
    }
    columns = terminal.columns
    isColored = terminal.colors(output.color)
    isQuiet = output.isQuiet
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  var now: Int { clock.seconds() }
}
