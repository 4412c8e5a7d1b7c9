import Glibc

/// The way to the files that configuration names; tests have files of their own.
package struct FileReader: Sendable {
  /// Returns a file's bytes, or nil when there is no such file.
  package let read: @Sendable (_ path: String) throws(FileError) -> [UInt8]?

  package init(_ read: @escaping @Sendable (_ path: String) throws(FileError) -> [UInt8]?) {
    self.read = read
  }

  /// More bytes than any of these files has, so that a device without end is an error.
  static let limit = 16 * 1024 * 1024

  /// The files of this machine, by paths that are taken as they are written.
  package static let disk = FileReader { path throws(FileError) in
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(path: path, reading: errno)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count > 0 {
        bytes += piece.prefix(count)
        guard bytes.count <= limit else {
          throw FileError(path: path, why: "it is longer than 16 MiB")
        }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw FileError(path: path, reading: errno)
      }
    }
  }
}

/// Why a file that is there can't be read or written.
package struct FileError: Error, Hashable, Sendable {
  package var path: String

  /// A clause about the file, such as `it is a directory`.
  package var why: String

  package init(path: String, why: String) {
    self.path = path
    self.why = why
  }
}

extension FileError {
  fileprivate init(path: String, reading code: Int32) {
    let why =
      switch code {
      case EACCES, EPERM: "this user may not read it"
      case EISDIR: "it is a directory"
      default: "the system says: \(String(cString: strerror(code)))"
      }
    self.init(path: path, why: why)
  }
}
