import Foundation
import Testing

/// A program that runs beside the tests.
///
/// Foundation's `Process` learns of an end by a socket that other children inherit, so that one which
/// ends seems to live as long as they do; this one asks the system.
struct ChildProcess {
  /// How a child ended.
  enum Ending: Hashable, Sendable {
    case exited(Int32)
    case killed(by: Int32)
  }

  /// The three standard streams, as descriptors of this process.
  struct Streams {
    var input: Int32?
    var output: Int32?
    var error: Int32?
  }

  let id: pid_t

  /// Starts a program; a stream that is not given is `/dev/null`.
  init(
    _ executable: URL,
    _ arguments: [String],
    in directory: String? = nil,
    environment: [String: String],
    streams: Streams
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, given) in [streams.input, streams.output, streams.error].enumerated() {
      if let given {
        posix_spawn_file_actions_adddup2(&actions, given, Int32(stream))
      } else {
        posix_spawn_file_actions_addopen(&actions, Int32(stream), "/dev/null", O_RDWR, 0)
      }
    }
    // glibc shows Swift no posix_spawn_file_actions_addchdir_np, so coreutils' env changes folders.
    let command = directory.map { ["/usr/bin/env", "-C", $0] } ?? []
    let line = command + [executable.path] + arguments
    var words = line.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var id = pid_t()
    let failure = posix_spawn(&id, line[0], &actions, nil, &words, &variables)
    try #require(failure == 0, "\(executable.path) can't be started: \(failure)")
    self.id = id
  }

  /// Waits for its end.
  @discardableResult
  func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? .exited(status >> 8 & 0xff) : .killed(by: signal)
  }
}
