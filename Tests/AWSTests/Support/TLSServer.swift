import Foundation

/// The program `openssl s_server` on a loopback port: it answers `GET /302` with what `answers` has
/// under `302`, a whole HTTP answer.
final class TLSServer {
  let port: Int

  private let process: pid_t
  private let shown: Shown

  struct Failure: Error {}

  init(_ certificate: Certificate, in folder: URL, answers: [String: String]) throws {
    for (name, answer) in answers {
      try Data(answer.utf8).write(to: folder.appending(path: name))
    }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Failure() }
    defer { close(ends[1]) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    shown = Shown(ends[0])
    process = try Self.spawn(
      ["s_server", "-accept", "127.0.0.1:0", "-HTTP", "-tlsextdebug"]
        + ["-cert", certificate.path, "-key", certificate.key],
      in: folder,
      output: ends[1]
    )
    // With port 0 the line names the one that the system gave.
    guard let line = shown.line(containing: "ACCEPT"),
      let number = line.split(separator: ":").last.flatMap({ Int($0) })
    else {
      Self.end(process)
      throw Failure()
    }
    port = number
  }

  /// Ends it; once.
  func stop() { Self.end(process) }

  /// What it has told of connections so far; a client's server name is the extension `server name`.
  var text: String { shown.text }

  /// A certificate and its key, as files of PEM.
  struct Certificate {
    var path: String
    var key: String
  }

  /// Makes a certificate in a folder; without an authority it vouches for itself.
  static func certificate(
    _ host: String,
    days: Int = 2,
    by authority: Certificate? = nil,
    in folder: URL
  ) throws -> Certificate {
    let name = UUID().uuidString
    func file(_ ending: String) -> String { folder.appending(path: name + ending).path() }
    let made = Certificate(path: file(".pem"), key: file(".key"))
    let new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    let about = [
      "-keyout", made.key, "-subj", "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)",
    ]
    guard let authority else {
      let basic = ["-addext", "basicConstraints=critical,CA:TRUE", "-days", String(days)]
      try openssl(["req", "-x509"] + new + about + ["-out", made.path] + basic)
      return made
    }
    try openssl(["req"] + new + about + ["-out", file(".csr")])
    let signer = ["-CA", authority.path, "-CAkey", authority.key, "-CAcreateserial"]
    let request = [
      "x509", "-req", "-in", file(".csr"), "-out", made.path, "-copy_extensions", "copy",
    ]
    try openssl(request + signer + ["-days", String(days)])
    return made
  }

  private static func openssl(_ arguments: [String]) throws {
    let process = try spawn(arguments, in: FileManager.default.temporaryDirectory)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw Failure() }
  }

  /// Not by Foundation's `Process`, which learns of an end by a socket that other children inherit.
  private static func spawn(
    _ arguments: [String],
    in folder: URL,
    output: Int32? = nil
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in Int32(0)...2 {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
    let line = ["/usr/bin/env", "-C", folder.path(), "openssl"] + arguments
    var words = line.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, line[0], &actions, nil, &words, environ) == 0 else {
      throw Failure()
    }
    return process
  }

  private static func end(_ process: pid_t) {
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// What a program writes, read on a thread of its own.
  private final class Shown: Sendable {
    /// Guards the bytes, and is signalled when there are more, or there will be none.
    private let news = NSCondition()
    nonisolated(unsafe) private var bytes: [UInt8] = []
    nonisolated(unsafe) private var isWhole = false

    /// Closes the descriptor at its end.
    init(_ descriptor: Int32) {
      Thread.detachNewThread { [self] in
        var buffer = [UInt8](repeating: 0, count: 4096)
        var count = 0
        repeat {
          count = read(descriptor, &buffer, buffer.count)
          news.withLock {
            bytes += buffer.prefix(max(0, count))
            isWhole = count <= 0
            news.broadcast()
          }
        } while count > 0
        close(descriptor)
      }
    }

    var text: String { news.withLock { String(decoding: bytes, as: UTF8.self) } }

    /// Waits for a whole line with a word in it; nil where the output ends without one.
    func line(containing word: String) -> String? {
      news.withLock {
        while true {
          let lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
          if let line = lines.first(where: { $0.contains(word) }) { return String(line) }
          if isWhole { return nil }
          news.wait()
        }
      }
    }
  }
}
