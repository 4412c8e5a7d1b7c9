/// Why a lock was not taken.
enum LockError: Error, Hashable, Sendable, CustomStringConvertible {
  /// With what the file says of its holder; empty where it says nothing.
  case held(path: String, by: String)
  /// The file holds something that no run has written.
  case foreign(path: String)
  /// It is no file, but a pipe or a device.
  case notFile(path: String)
  case file(FileError)

  var description: String {
    switch self {
    case .held(let path, ""):
      "\(path): another run holds the lock, and doesn't say which (`fuser -v` on the file tells). "
        + Self.remedy
    case .held(let path, let holder):
      "\(path): another run holds the lock: \(holder). \(Self.remedy)"
    case .foreign(let path):
      "\(path): is no lock file, as it holds something else, which was left as it is. Name a file of "
        + "its own"
    case .notFile(let path):
      "\(path): is no file that can be locked. Name a file, which is made where it isn't there"
    case .file(let error):
      "\(error). The lock wants a file that may be written, in a folder that is there"
    }
  }

  private static let remedy =
    "Nothing was done. Wait until it ends; if it hangs, end that process: the lock is free when its "
    + "holder is gone, and removing the file frees nothing"
}
