import Foundation
import Testing

/// The sandbox with the world of a situation of `Plans/`, for as long as the value lives.
final class Sandbox {
  /// The variables that lead the program to it.
  let environment: [String: String]

  private let process: ChildProcess

  /// Starts it; `speed` of its seconds pass in one of ours.
  init(_ situation: String, speed: Int = 600) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../..").standardizedFileURL
    let output = Pipe()
    process = try ChildProcess(
      Program.folder.appending(path: "mooring-sandbox"),
      [
        "--world", root.appending(path: "Plans/\(situation)/world.json").path,
        "--speed", "\(speed)",
      ],
      environment: [:],
      streams: .init(output: output.fileHandleForWriting.fileDescriptor)
    )
    try output.fileHandleForWriting.close()
    var text = ""
    // It prints all its settings at once, when its door is open.
    while !text.hasSuffix("\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      text += String(decoding: more, as: UTF8.self)
    }
    try #require(text.contains("AWS_ENDPOINT_URL="), "the sandbox doesn't start: \(text)")
    var environment: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("export ") {
      let parts = line.dropFirst(7).split(separator: "=", maxSplits: 1)
      if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
    }
    self.environment = environment
  }

  deinit {
    kill(process.id, SIGTERM)
    process.wait()
  }

  /// The spec of a situation.
  static func spec(_ situation: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Plans/\(situation)/spec.yaml").standardizedFileURL.path
  }
}
