import AWS
import Glibc
import Synchronization

/// What becomes of the process when it is interrupted (SIGINT) or told to terminate (SIGTERM).
///
/// Until something can be half done, it ends at once; after ``letWritesFinish(_:)`` the first signal
/// only asks the run to end, and a second one ends it. Programs that it has started end with it.
///
/// The handler only passes the signal on to a thread, so that what is done about it may be anything,
/// not only what POSIX allows in a handler.
enum Interruption {
  private struct State {
    /// The signal that came first; nil for none.
    var received: Int32?

    /// What ends the run in good order, once there is a run.
    var end: (@Sendable () -> Void)?

    /// What tells that the run ends in good order; nil as long as nothing can be half done.
    var tell: (@Sendable () -> Void)?

    /// Whether somebody is being asked, with the cursor behind the question.
    var isAsking = false
  }

  private static let state = Mutex(State())

  /// The end of the pipe to the thread into which the handler writes.
  private static let bell = Atomic<Int32>(-1)

  private static let farewell =
    "\nmooring: error: interrupted before approval; nothing was written\n"

  /// The code that a run ends with instead of its own after a signal.
  static var exitCode: ExitCode? {
    switch state.withLock(\.received) {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }

  /// Ends the process with 130 or 143 on the signals, and lets writes to closed pipes fail.
  ///
  /// Where there is no pipe or thread to be had, the signals do what they do to any program.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A handler may not be the first to touch a global: Swift makes it under a lock.
    bell.store(ends[1], ordering: .releasing)
    var thread = pthread_t()
    let reading = UnsafeMutableRawPointer(bitPattern: Int(ends[0]) + 1)
    let failure = pthread_create(&thread, nil, { Interruption.takeSignals($0) }, reading)
    guard failure == 0 else {
      for end in ends { close(end) }
      return
    }
    pthread_detach(thread)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.bell.load(ordering: .acquiring), &byte, 1)
        errno = before
      }
    }
  }

  /// Says that a signal now comes before approval, so that it is answered for.
  static func isAsking(_ isAsking: Bool) { state.withLock { $0.isAsking = isAsking } }

  /// Says what ends the run in good order; it is called on a thread of its own.
  static func whenAskedToEnd(_ end: @escaping @Sendable () -> Void) {
    state.withLock { $0.end = end }
  }

  /// From now on writes are under way: the first signal lets the one in flight finish.
  ///
  /// Then `tell` is called, after the run was asked to end.
  static func letWritesFinish(_ tell: @escaping @Sendable () -> Void) {
    state.withLock { $0.tell = tell }
  }

  private static func takeSignals(
    _ pipe: UnsafeMutableRawPointer?
  ) -> UnsafeMutableRawPointer? {
    let reading = Int32(Int(bitPattern: pipe) - 1)
    while true {
      var number: UInt8 = 0
      if read(reading, &number, 1) == 1 { take(Int32(number)) }
    }
  }

  private static func take(_ number: Int32) {
    let (first, before) = state.withLock { state in
      defer { state.received = state.received ?? number }
      return (state.received == nil, state)
    }
    if first, let end = before.end, let tell = before.tell {
      end()
      return tell()
    }
    if before.isAsking { _ = FileSystem.writeAll(Array(farewell.utf8), to: STDERR_FILENO) }
    RunningChildren.end()
    _exit(128 + number)
  }
}
