import Foundation
import Testing

/// A text that is refused, and the lines it is refused with, from a file in `Refused`.
///
/// A case begins with `# TITLE`. Lines after `|` are a whole file; lines after `+` are keys of a
/// binding, as `spec(_:)` takes them; lines after `>` are the errors, without the file's name.
struct RefusedCase: CustomTestStringConvertible, Sendable {
  let title: String
  var file: [String] = []
  var keys: [String] = []
  var errors: [String] = []

  var testDescription: String { title }

  var text: String {
    keys.isEmpty
      ? file.map { $0 + "\n" }.joined() : spec(keys.joined(separator: "\n"))
  }

  static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Refused")
  }

  /// The files, sorted by name.
  static func files() throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" }
      .sorted { $0.path < $1.path }
  }

  static func all() throws -> [RefusedCase] { try files().flatMap { try cases(in: $0) } }

  static func cases(in file: URL) throws -> [RefusedCase] {
    var cases: [RefusedCase] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let rest = String(line.dropFirst(2))
      switch line.first {
      case "#": cases.append(RefusedCase(title: rest))
      case "|": cases[cases.count - 1].file.append(rest)
      case "+": cases[cases.count - 1].keys.append(rest)
      default: cases[cases.count - 1].errors.append(rest)
      }
    }
    return cases
  }

  /// The case as it stands in a file, with other errors.
  func written(with errors: [String]) -> String {
    let lines =
      ["# \(title)"] + file.map { "| \($0)" } + keys.map { "+ \($0)" } + errors.map { "> \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
