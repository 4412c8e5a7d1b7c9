import Glibc
import Synchronization

/// What becomes of the process when it is interrupted (SIGINT) or told to terminate (SIGTERM).
///
/// Until something can be half done, it ends at once; after ``letWritesFinish()`` the first signal
/// only asks the run to end, and a second one ends it.
enum Interruption {
  /// The signal that came first; 0 for none.
  private static let received = Atomic<Int32>(0)

  /// The end of the pipe that wakes the watching thread; -1 for no thread.
  private static let bell = Atomic<Int32>(-1)

  /// Whether the run may be between a write and its report.
  private static let isWriting = Atomic<Bool>(false)

  /// Whether somebody is being asked, with the cursor behind the question.
  private static let asks = Atomic<Bool>(false)

  private static let farewell: StaticString =
    "\nmooring: error: interrupted before approval; nothing was written\n"

  /// The code that a run ends with instead of its own after a signal.
  static var exitCode: ExitCode? {
    switch received.load(ordering: .acquiring) {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }

  /// Ends the process with 130 or 143 on the signals, and lets writes to closed pipes fail.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    // A handler may not be the first to touch a global: Swift makes it under a lock.
    received.store(0, ordering: .releasing)
    bell.store(-1, ordering: .releasing)
    isWriting.store(false, ordering: .releasing)
    asks.store(false, ordering: .releasing)
    _ = Interruption.farewell.utf8CodeUnitCount
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        // Only what POSIX allows in a handler: atomics, write and _exit.
        let bell = Interruption.bell.load(ordering: .acquiring)
        let first = Interruption.received.compareExchange(
          expected: 0,
          desired: number,
          ordering: .acquiringAndReleasing
        ).exchanged
        var byte: UInt8 = 0
        let waits = Interruption.isWriting.load(ordering: .acquiring)
        guard waits, bell >= 0, first, write(bell, &byte, 1) == 1 else {
          if Interruption.asks.load(ordering: .acquiring) {
            let text = Interruption.farewell
            _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
          }
          _exit(128 + number)
        }
      }
    }
  }

  /// Says that a signal now comes before approval, so that it is answered for.
  static func isAsking(_ isAsking: Bool) { asks.store(isAsking, ordering: .releasing) }

  /// From now on writes are under way: the first signal lets the one in flight finish.
  static func letWritesFinish() { isWriting.store(true, ordering: .releasing) }

  /// Says what ends the run in good order; called at most once, on a thread of its own.
  static func whenAskedToEnd(_ end: @escaping @Sendable () -> Void) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let watch = Unmanaged.passRetained(Watch(descriptor: ends[0], end: end))
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, { Interruption.run($0) }, watch.toOpaque())
    guard failure == 0 else {
      watch.release()
      close(ends[0])
      close(ends[1])
      return
    }
    pthread_detach(thread)
    bell.store(ends[1], ordering: .releasing)
  }

  private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let watch = Unmanaged<Watch>.fromOpaque(argument).takeRetainedValue()
    var byte: UInt8 = 0
    while read(watch.descriptor, &byte, 1) < 0, errno == EINTR {}
    watch.end()
    return nil
  }
}

private final class Watch: Sendable {
  let descriptor: Int32
  let end: @Sendable () -> Void

  init(descriptor: Int32, end: @escaping @Sendable () -> Void) {
    self.descriptor = descriptor
    self.end = end
  }
}
