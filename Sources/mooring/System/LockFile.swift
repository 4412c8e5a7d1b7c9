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

    /// What such a text begins with, so that nothing else is ever written over.
    fileprivate static let start = "process "

    var description: String { "\(Self.start)\(process) on \(host), since \(startedAt)" }
  }

  /// Takes the lock, or says who has it; never waits.
  ///
  /// The file is made where it isn't there, also where a symbolic link leads to it.
  init(path: String, for holder: Holder) throws(LockError) {
    // A pipe without a reader would not be opened before there is one.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard descriptor >= 0 else { throw .file(FileError(.write, path)) }
    do throws(LockError) {
      try Self.take(descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    ftruncate(descriptor, 0)
    _ = FileSystem.writeAll(Array("\(holder)\n".utf8), to: descriptor)
  }

  private static func take(_ descriptor: Int32, _ path: String) throws(LockError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .notFile(path: path)
    }
    let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    guard isLocked || errno == EWOULDBLOCK else { throw .file(FileError(.write, path)) }
    let text = contents(of: descriptor)
    let holder = text.prefix { $0 != "\n" }
    guard isLocked else { throw .held(path: path, by: String(holder)) }
    // A run that was killed has left its name; anything else is somebody's file.
    guard text.isEmpty || text.hasPrefix(Holder.start) else { throw .foreign(path: path) }
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
