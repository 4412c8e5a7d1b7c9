import Glibc
import Synchronization

/// A program that is started without a shell, has nothing to read, and writes a short answer.
///
/// A thread of its own waits for it, so that none of Swift's does. It is killed when it takes or writes
/// too much, and when its caller is cancelled; what it has started itself is not waited for.
final class ChildProcess: Sendable {
  /// Why there is no output; full sentences.
  enum Failure: Error, Hashable {
    case notStarted(program: String, why: String)
    /// It ended otherwise than with status 0; the complaint is the end of its standard error.
    case failed(how: String, complaint: String)
    case tooLong
    case timedOut(milliseconds: Int)
    case cancelled
  }

  static let outputLimit = 64 * 1024
  private static let complaintLimit = 4096
  private static let shownLimit = 400
  private static let sliceMilliseconds: Int32 = 50

  private let command: CommandWords
  private let environment: ProcessEnvironment
  private let limitMilliseconds: Int
  private let isCancelled = Atomic(false)

  /// The program, found as a shell would find it, and its arguments; all of it is run by `output`.
  init(_ command: CommandWords, environment: ProcessEnvironment, limitMilliseconds: Int) {
    self.command = command
    self.environment = environment
    self.limitMilliseconds = limitMilliseconds
  }

  /// Runs the program and returns what it wrote to standard output.
  func output() async throws(Failure) -> [UInt8] {
    let result: Result<[UInt8], Failure> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isStarted = CurlThread.start { continuation.resume(returning: self.run()) }
        if !isStarted {
          continuation.resume(returning: .failure(notStarted("there is no thread to be had")))
        }
      }
    } onCancel: {
      isCancelled.store(true, ordering: .relaxed)
    }
    return try result.get()
  }

  private func run() -> Result<[UInt8], Failure> {
    do throws(Failure) {
      guard !isCancelled.load(ordering: .relaxed) else { throw .cancelled }
      guard let output = ChildPipe(keeping: Self.outputLimit + 1),
        let complaint = ChildPipe(keeping: Self.complaintLimit, ofEnd: true)
      else { throw notStarted(String(cString: strerror(errno))) }
      let status = try wait(for: try start(output, complaint), output, complaint)
      guard status == 0 else {
        throw .failed(how: Self.words(forStatus: status), complaint: Self.line(complaint.bytes))
      }
      return .success(output.bytes)
    } catch {
      return .failure(error)
    }
  }

  /// Reads along until the program has ended, and returns its status as `waitpid` gives it.
  private func wait(
    for pid: pid_t,
    _ output: ChildPipe,
    _ complaint: ChildPipe
  ) throws(Failure) -> Int32 {
    let end = Self.now() + limitMilliseconds
    while true {
      ChildPipe.wait(for: [output, complaint], milliseconds: Self.sliceMilliseconds)
      // Its end is looked for before the last reading, so that nothing it wrote is missed.
      let status = RunningChildren.status(of: pid)
      output.read()
      complaint.read()
      let failure: Failure? =
        if output.bytes.count > Self.outputLimit {
          .tooLong
        } else if isCancelled.load(ordering: .relaxed) {
          // Also where it has ended: Ctrl-C reaches the program as well.
          .cancelled
        } else if status == nil, Self.now() >= end {
          .timedOut(milliseconds: limitMilliseconds)
        } else {
          nil
        }
      if failure != nil, status == nil { RunningChildren.kill(pid) }
      if let failure { throw failure }
      if let status { return status }
    }
  }

  private func start(
    _ output: ChildPipe,
    _ complaint: ChildPipe
  ) throws(Failure) -> pid_t {
    guard let program = command.words.first else { throw notStarted("the command is empty") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    output.give(as: STDOUT_FILENO, in: &actions)
    complaint.give(as: STDERR_FILENO, in: &actions)

    // This thread blocks all signals, and this program ignores some: neither is for the child.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGPIPE, SIGINT, SIGTERM] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var arguments = command.words.map { strdup($0) } + [nil]
    var variables = environment.values.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    let started = try RunningChildren.start { () throws(Failure) in
      var pid: pid_t = 0
      let problem = posix_spawnp(&pid, program, &actions, &attributes, &arguments, &variables)
      guard problem == 0 else { throw notStarted(String(cString: strerror(problem))) }
      return pid
    }
    guard let started else { throw .cancelled }
    output.closeWriting()
    complaint.closeWriting()
    return started
  }

  private func notStarted(_ why: String) -> Failure {
    .notStarted(program: command.words.first ?? "", why: why)
  }

  /// Says what a status of `waitpid` means; its low seven bits are the signal.
  private static func words(forStatus status: Int32) -> String {
    status & 0x7f == 0
      ? "ended with status \(status >> 8 & 0xff)" : "was ended by signal \(status & 0x7f)"
  }

  /// The end of a text as one line that a terminal may show.
  private static func line(_ bytes: [UInt8]) -> String {
    var line = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse,
        .surrogate, .unassigned:
        line.append(" ")
      default:
        line.append(scalar)
      }
    }
    let words = String(line).split(separator: " ").joined(separator: " ")
    return words.count > shownLimit ? "...\(words.suffix(shownLimit))" : words
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

extension ChildProcess.Failure: CustomStringConvertible {
  var description: String {
    switch self {
    case .notStarted(let program, let why):
      """
      "\(program)" could not be started: \(why). It is looked for without a shell: write its whole \
      path.
      """
    case .failed(let how, let complaint):
      complaint.isEmpty
        ? "It \(how) and said nothing on standard error. Run the command by hand."
        : "It \(how) and said: \(complaint)"
    case .tooLong:
      "It wrote more than \(ChildProcess.outputLimit / 1024) KiB, which is no answer."
    case .timedOut(let milliseconds):
      """
      It did not end within \(milliseconds) ms and was stopped. It can ask nobody here: run the \
      command by hand to see what it waits for.
      """
    case .cancelled:
      "The run was interrupted."
    }
  }
}
