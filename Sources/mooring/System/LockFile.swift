import Glibc

/// The lock that keeps two runs apart: flock on a file, free as soon as its holder is gone.
///
/// The file stays, because taking it away would let a third run lock a new one beside the second.
struct LockFile: Sendable {
  private let descriptor: Int32

  /// What the file says of the run that holds it; for people, nothing is decided by it.
  struct Holder: Hashable, Sendable, CustomStringConvertible {
    let process: Int32
    let host: String

    /// As `2026-01-02T03:04:05Z`.
    let startedAt: String

    var description: String { "process \(process) on \(host), started at \(startedAt)" }
  }

  /// Takes the lock, or says who has it; never waits.
  init(path: String, for holder: Holder) throws(LockError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .file(FileError(.write, path)) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let failure = FileError(.write, path)
      let text = Self.contents(of: descriptor)
      close(descriptor)
      throw isHeld ? .held(path: path, by: text) : .file(failure)
    }
    self.descriptor = descriptor
    ftruncate(descriptor, 0)
    _ = FileSystem.writeAll(Array("\(holder)\n".utf8), to: descriptor)
  }

  /// Gives the lock up; the end of the process does so too.
  func release() {
    ftruncate(descriptor, 0)
    // Closing alone leaves it with a child that has been forked and not yet run its program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// This process.
  static func holder(startedAt: String) -> Holder {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return Holder(
      process: getpid(),
      host: String(decoding: bytes, as: UTF8.self),
      startedAt: startedAt
    )
  }

  private static func contents(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
  }
}
