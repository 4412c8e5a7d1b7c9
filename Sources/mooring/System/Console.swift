import Glibc
import Synchronization

/// The only writer to standard output and standard error.
///
/// Results go to standard output, everything else to standard error. A reader that goes away, as
/// `head` does, ends the output and nothing else: what the run does to AWS never depends on it.
final class Console: Sendable {
  private struct State {
    var pending: [UInt8] = []
    var outputError: Int32?
    /// Whether standard error ends in a line that the next one replaces.
    var hasTransientLine = false
  }

  private let output: Int32
  private let error: Int32
  private let redraws: Bool
  private let state = Mutex(State())

  /// With `redraws`, a line on standard error can be drawn over.
  init(output: Int32 = STDOUT_FILENO, error: Int32 = STDERR_FILENO, redraws: Bool) {
    self.output = output
    self.error = error
    self.redraws = redraws
  }

  /// Adds to the result; it is written at the next ``flush()``, or before when it is long.
  func result(_ text: String) { result(Array(text.utf8)) }

  func result(_ bytes: [UInt8]) {
    state.withLock { state in
      state.pending += bytes
      if state.pending.count > 65_536 { write(&state) }
    }
  }

  /// Writes what is pending of the result, so that a question or a wait comes after it.
  func flush() { state.withLock { write(&$0) } }

  /// Writes a whole line to standard error.
  func note(_ line: String) {
    state.withLock { state in
      let erase = state.hasTransientLine ? Self.eraseLine : ""
      state.hasTransientLine = false
      writeError(erase + line + "\n")
    }
  }

  /// Writes a question to standard error and leaves the cursor behind it.
  func question(_ text: String) {
    flush()
    state.withLock { _ in writeError(text) }
  }

  /// Shows a line on standard error that the next one replaces; nil takes it away.
  ///
  /// Where lines can't be drawn over, nothing is shown: the changes themselves are noted.
  func progress(_ line: String?) {
    guard redraws else { return }
    state.withLock { state in
      guard line != nil || state.hasTransientLine else { return }
      writeError(Self.eraseLine + (line.map { Self.unwrapped($0) } ?? ""))
      state.hasTransientLine = line != nil
    }
  }

  /// Ends the output: the error number of a result that could not be written whole, or nil.
  ///
  /// A reader that went away is no error.
  func finish() -> Int32? {
    progress(nil)
    return state.withLock { state in
      write(&state)
      return state.outputError == EPIPE ? nil : state.outputError
    }
  }

  /// To the first column, then erase to the end of the line (ECMA-48).
  private static let eraseLine = "\r\u{1b}[K"

  /// Cut off at the terminal's edge: a line that wraps could not be drawn over (DECAWM off and on).
  private static func unwrapped(_ line: String) -> String { "\u{1b}[?7l\(line)\u{1b}[?7h" }

  private func write(_ state: inout State) {
    if state.outputError == nil, !FileSystem.writeAll(state.pending, to: output) {
      state.outputError = errno
    }
    state.pending = []
  }

  private func writeError(_ text: String) { _ = FileSystem.writeAll(Array(text.utf8), to: error) }
}
