import Foundation
import Testing

/// The built program, run as a user runs it.
struct Program {
  struct Ending: Hashable, Sendable {
    let code: Int32
    let output: String
    let error: String
  }

  let arguments: [String]
  var directory: String?
  var environment: [String: String] = [:]

  init(_ arguments: [String], in directory: String? = nil, environment: [String: String] = [:]) {
    self.arguments = arguments
    self.directory = directory
    self.environment = environment
  }

  /// The variables that every run sees: none of the machine's, and no shared AWS files.
  private static let environment = [
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "AWS_EC2_METADATA_DISABLED": "true",
  ]

  /// Where the build puts the programs, beside the bundle of the tests.
  static var folder: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }

  func start(_ streams: ChildProcess.Streams) throws -> ChildProcess {
    try ChildProcess(
      Self.folder.appending(path: "mooring"),
      arguments,
      in: directory,
      environment: Self.environment.merging(environment) { $1 },
      streams: streams
    )
  }

  /// Runs to the end; what it writes goes to files, so that no pipe can fill up.
  func run(input: Int32? = nil) throws -> Ending {
    let folder = try TemporaryFolder()
    let files = try ["out", "err"].map { name in
      try folder.write("", to: name)
      return try FileHandle(forWritingTo: URL(filePath: folder.file(name)))
    }
    let child = try start(
      .init(input: input, output: files[0].fileDescriptor, error: files[1].fileDescriptor)
    )
    guard case .exited(let code) = child.wait() else {
      throw Killed(arguments: arguments)
    }
    return Ending(code: code, output: try folder.text("out"), error: try folder.text("err"))
  }

  private struct Killed: Error { let arguments: [String] }

  static func run(
    _ arguments: String...,
    input: String? = nil,
    in directory: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Ending {
    let program = Program(arguments, in: directory, environment: environment)
    guard let input else { return try program.run() }
    let folder = try TemporaryFolder()
    let file = URL(filePath: try folder.write(input, to: "in"))
    let handle = try FileHandle(forReadingFrom: file)
    return try program.run(input: handle.fileDescriptor)
  }
}
