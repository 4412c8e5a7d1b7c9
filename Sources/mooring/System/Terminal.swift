import Glibc

/// What the process is connected to: who reads its output, and who could answer a question.
struct Terminal: Hashable, Sendable {
  let isOutput: Bool
  let isError: Bool

  /// The environment variable `NO_COLOR` is set and not empty. https://no-color.org
  let refusesColor: Bool

  /// A terminal that can't move its cursor or colour: `TERM` is `dumb` or missing.
  let isDumb: Bool

  /// How many columns standard output's terminal has; nil for none, or one that doesn't say.
  let columns: Int?

  /// Takes the place of standard streams that the process was started without.
  ///
  /// Else the first files that it opens would get their numbers, and its results end in a lock file.
  /// What stands in for them fails when it is used.
  static func reserveStreams() {
    for (stream, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ]
    where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", mode)
    }
  }

  static func current() -> Terminal {
    let noColor = variable("NO_COLOR") ?? ""
    return Terminal(
      isOutput: isatty(STDOUT_FILENO) == 1,
      isError: isatty(STDERR_FILENO) == 1,
      refusesColor: !noColor.isEmpty,
      isDumb: ["", "dumb"].contains(variable("TERM") ?? ""),
      columns: width(of: STDOUT_FILENO)
    )
  }

  private static func width(of stream: Int32) -> Int? {
    var size = winsize()
    guard isatty(stream) == 1, ioctl(stream, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// Whether standard output is coloured.
  func colors(_ choice: ColorChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: isOutput && !refusesColor && !isDumb
    }
  }

  /// Whether a line on standard error can be drawn over.
  var redraws: Bool { isError && !isDumb }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// Where an answer is typed: standard input, or the terminal itself where that is taken by a spec.
struct Keyboard {
  private let descriptor: Int32
  private let isOwn: Bool

  /// Nil where nobody is there to answer.
  ///
  /// - Parameter isInputTaken: whether standard input holds something else than answers.
  init?(isInputTaken: Bool) {
    if !isInputTaken, isatty(STDIN_FILENO) == 1 {
      (descriptor, isOwn) = (STDIN_FILENO, false)
      return
    }
    // The question goes to standard error: unless that is a terminal too, nobody would see it.
    guard isInputTaken, isatty(STDERR_FILENO) == 1 else { return nil }
    let terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    (descriptor, isOwn) = (terminal, true)
  }

  /// One line without its end; nil at the end of input.
  func line() -> String? {
    defer { if isOwn { close(descriptor) } }
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 1024 {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
