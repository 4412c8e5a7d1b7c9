import Glibc

/// Files by POSIX: read with a limit, written whole or not at all.
enum FileSystem {
  enum Kind: Hashable, Sendable {
    case file
    case directory
    /// A pipe, a terminal, a device.
    case stream
  }

  /// What a path leads to, through symbolic links.
  static func kind(of path: String) throws(FileError) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(.read, path) }
    return Kind(mode: status.st_mode)
  }

  /// The names in a directory but `.` and `..`, sorted by their bytes.
  static func names(in directory: String) throws(FileError) -> [String] {
    guard let stream = opendir(directory) else { throw FileError(.read, directory) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The bytes of a file, of which no more than the limit is ever held.
  static func contents(of path: String, limit: Int) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.read, path) }
    defer { close(descriptor) }
    return try contents(of: descriptor, path: path, limit: limit)
  }

  static func standardInput(named name: String, limit: Int) throws(FileError) -> [UInt8] {
    try contents(of: STDIN_FILENO, path: name, limit: limit)
  }

  static func workingDirectory() throws(FileError) -> String {
    guard let path = getcwd(nil, 0) else { throw FileError(.read, ".") }
    defer { free(path) }
    return String(cString: path)
  }

  private static func contents(
    of descriptor: Int32,
    path: String,
    limit: Int
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    if fstat(descriptor, &status) == 0, Kind(mode: status.st_mode) == .file, status.st_size > limit
    {
      throw FileError(path: path, problem: .tooLarge(limit: limit))
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(.read, path)
      }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw FileError(path: path, problem: .tooLarge(limit: limit))
      }
    }
  }
}

extension FileSystem {
  /// Finds out before any work is done whether a file could be written.
  static func checkWritable(_ path: String) throws(FileError) {
    let place = try Destination(path)
    let asked = place.kind == .stream ? place.path : place.directory
    guard access(asked, W_OK) == 0 else { throw FileError(.write, path) }
  }

  /// Writes a file that only its owner can read: whole, or not at all.
  ///
  /// A new file takes the old one's place in one step, also where a symbolic link leads to it. A pipe
  /// or device is written to.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let place = try Destination(path)
    if place.kind == .stream {
      let descriptor = open(place.path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError(.write, path) }
      defer { close(descriptor) }
      guard writeAll(bytes, to: descriptor) else { throw FileError(.write, path) }
      return
    }
    // The process id keeps two runs apart; a leftover of a killed run with this id is replaced.
    let temporary = "\(place.directory)/.\(place.name).\(getpid()).tmp"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(.write, path) }
    let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    let reason = errno
    guard close(descriptor) == 0, isWritten, rename(temporary, place.path) == 0 else {
      let error = FileError(path: path, problem: .write(code: isWritten ? errno : reason))
      unlink(temporary)
      throw error
    }
    synchronize(directory: place.directory)
  }

  /// Writes all bytes, or leaves the reason in `errno`.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
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

  /// Makes a rename last; a file system that can't has done what it can.
  private static func synchronize(directory: String) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

extension FileSystem.Kind {
  fileprivate init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .directory
    default: self = .stream
    }
  }
}

/// Where a write really goes, symbolic links followed.
private struct Destination {
  let path: String
  let kind: FileSystem.Kind

  init(_ given: String) throws(FileError) {
    var status = stat()
    guard stat(given, &status) == 0 else {
      guard errno == ENOENT else { throw FileError(.write, given) }
      (path, kind) = (given, .file)
      guard !name.isEmpty else { throw FileError(path: given, problem: .write(code: EISDIR)) }
      return
    }
    kind = FileSystem.Kind(mode: status.st_mode)
    guard kind != .directory else { throw FileError(path: given, problem: .write(code: EISDIR)) }
    // What the kernel's links under /proc name is no path for a pipe, so a stream keeps its own.
    guard kind == .file, let real = realpath(given, nil) else {
      path = given
      return
    }
    path = String(cString: real)
    free(real)
  }

  var directory: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  var name: String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }
}
