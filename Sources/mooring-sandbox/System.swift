import Glibc

/// What the sandbox asks of the operating system.
enum System {
  /// Keeps SIGINT and SIGTERM from ending the process at once; call it before there are threads.
  static func holdStopSignals() {
    var signals = stopSignals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Returns when SIGINT or SIGTERM has come.
  static func waitForStopSignal() {
    var signals = stopSignals
    var signal: Int32 = 0
    while sigwait(&signals, &signal) != 0 {}
  }

  private static var stopSignals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    return signals
  }

  /// Why a file could not be read.
  struct FileError: Error, CustomStringConvertible {
    var path: String
    var reason: String

    var description: String { "\(path) can't be read: \(reason)" }
  }

  /// Reads a whole file of at most 256 MiB; `-` is the standard input.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(path: path, reason: lastError) }
    defer { if file != STDIN_FILENO { close(file) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError(path: path, reason: lastError) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= 256 << 20 else { throw FileError(path: path, reason: "it is too large") }
    }
  }

  /// Writes lines to a file descriptor, at once.
  static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Says on standard error why the program ends, and ends it.
  static func fail(_ reason: String, code: Int32) -> Never {
    write("mooring-sandbox: \(reason)\n", to: STDERR_FILENO)
    exit(code)
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}
