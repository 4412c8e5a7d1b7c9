import Glibc
import Synchronization

/// The way to the one kind of file that is written back; tests have files of their own.
package struct FileWriter: Sendable {
  /// Writes a file that only its owner can read: whole, or not at all.
  package let write: @Sendable (_ bytes: [UInt8], _ path: String) throws(FileError) -> Void

  package init(
    _ write: @escaping @Sendable (_ bytes: [UInt8], _ path: String) throws(FileError) -> Void
  ) {
    self.write = write
  }

  /// The files of this machine; a new file takes the old one's place in one step.
  package static let disk = FileWriter { bytes, path throws(FileError) in
    // The two numbers keep writers apart; a leftover of a killed run with this id is replaced.
    let number = count.add(1, ordering: .relaxed).newValue
    let temporary = "\(path).\(getpid()).\(number).tmp"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, writing: errno) }
    let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    let reason = errno
    guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
      let error = FileError(path: path, writing: isWritten ? errno : reason)
      unlink(temporary)
      throw error
    }
  }

  private static let count = Atomic(0)

  /// Writes all bytes, or leaves the reason in `errno`.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }
}

extension FileError {
  fileprivate init(path: String, writing code: Int32) {
    let why =
      switch code {
      case EACCES, EPERM: "this user may not write it"
      case EROFS: "its file system is read-only"
      case ENOSPC, EDQUOT: "the disk is full"
      default: "the system says: \(String(cString: strerror(code)))"
      }
    self.init(path: path, why: why)
  }
}
