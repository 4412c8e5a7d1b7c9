import Glibc

/// Why a file could not be read or written.
struct FileError: Error, Hashable, Sendable {
  enum Attempt: Hashable, Sendable {
    case read
    case write
  }

  enum Problem: Hashable, Sendable {
    /// With the system's error number, as the next.
    case read(code: Int32)
    case write(code: Int32)
    /// The limit is in bytes.
    case tooLarge(limit: Int)
    /// A directory without one spec file.
    case noSpec
    /// No spec was named, and the one that is read then isn't there.
    case noDefaultSpec
  }

  let path: String
  let problem: Problem

  init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// The failure that the last system call left in `errno`.
  init(_ attempt: Attempt, _ path: String) {
    let code = errno
    self.path = path
    problem = attempt == .read ? .read(code: code) : .write(code: code)
  }
}

extension FileError: CustomStringConvertible {
  var description: String {
    switch problem {
    case .read(let code): "\(path): could not be read: \(Self.reason(code))"
    case .write(let code): "\(path): could not be written: \(Self.reason(code))"
    case .tooLarge(let limit): "\(path): is larger than \(limit) bytes, the limit for such a file"
    case .noSpec: "\(path): the directory holds no *.yaml, *.yml or *.json file"
    case .noDefaultSpec: "there is no \(path) here; name a spec: a file, a directory, or -"
    }
  }

  private static func reason(_ code: Int32) -> String {
    var text = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
