import Glibc

/// A pipe from a child process, and as much of what came through it as is kept.
final class ChildPipe {
  private(set) var bytes: [UInt8] = []

  private var reading: Int32
  private var writing: Int32
  private let limit: Int
  private let keepsEnd: Bool

  /// Keeps so many bytes, of the beginning or of the end; nil when there is no pipe to be had.
  init?(keeping limit: Int, ofEnd keepsEnd: Bool = false) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    // The child gets its end by another number, and other children none; only we don't wait.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    reading = ends[0]
    writing = ends[1]
    self.limit = limit
    self.keepsEnd = keepsEnd
  }

  deinit {
    Self.close(&reading)
    Self.close(&writing)
  }

  /// Makes the pipe the child's own `descriptor`, among what is done when it starts.
  func give(as descriptor: Int32, in actions: inout posix_spawn_file_actions_t) {
    posix_spawn_file_actions_adddup2(&actions, writing, descriptor)
  }

  /// Leaves the child as the only one who writes, so that its end is seen.
  func closeWriting() {
    Self.close(&writing)
  }

  /// Waits until one of several can be read, or so long; shortly where all have ended.
  static func wait(for pipes: [ChildPipe], milliseconds: Int32) {
    var polled = pipes.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
    let hasOpen = pipes.contains { $0.reading >= 0 }
    poll(&polled, nfds_t(polled.count), hasOpen ? milliseconds : min(milliseconds, 5))
  }

  /// Reads what is there, without waiting; at most as much as a pipe can hold, as a child may write
  /// without end.
  func read() {
    var piece = [UInt8](repeating: 0, count: 16 * 1024)
    for _ in 0..<64 where reading >= 0 {
      let count = Glibc.read(reading, &piece, piece.count)
      if count > 0 {
        keep(piece.prefix(count))
      } else if count < 0, errno == EAGAIN {
        return
      } else if count == 0 || errno != EINTR {
        Self.close(&reading)
      }
    }
  }

  private func keep(_ piece: ArraySlice<UInt8>) {
    if keepsEnd {
      bytes = Array((bytes + piece).suffix(limit))
    } else {
      bytes += piece.prefix(limit - bytes.count)
    }
  }

  private static func close(_ descriptor: inout Int32) {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
    descriptor = -1
  }
}

/// What came may be keys: only how much is shown.
extension ChildPipe: CustomReflectable {
  var customMirror: Mirror { Mirror(self, children: ["byteCount": bytes.count]) }
}
