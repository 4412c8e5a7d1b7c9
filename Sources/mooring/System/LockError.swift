/// Why a lock was not taken.
enum LockError: Error, Hashable, Sendable, CustomStringConvertible {
  /// With what the file says of its holder.
  case held(path: String, by: String)
  case file(FileError)

  var description: String {
    switch self {
    case .held(let path, let holder):
      "\(path): another run holds the lock"
        + (holder.isEmpty ? "" : " (\(holder.prefix { $0 != "\n" }))")
        + "; wait until it ends: the lock is free when its holder is gone"
    case .file(let error): error.description
    }
  }
}
