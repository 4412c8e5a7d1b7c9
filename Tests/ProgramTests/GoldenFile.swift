import Foundation
import Testing

/// A recorded text beside the tests, which what the program says now must equal.
///
/// `RECORD=1` in the environment rewrites the files, and fails the run so that none is recorded
/// unseen.
enum GoldenFile {
  /// Compares with a file of the folder `Golden`.
  static func expect(
    _ text: String,
    named name: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    try expect(text, in: folder.appending(path: "Golden/\(name).txt"), at: location)
  }

  static func expect(
    _ text: String,
    in file: URL,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(file.lastPathComponent)", sourceLocation: location)
      return
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(text == recorded, "not as recorded in \(file.path)", sourceLocation: location)
    let blanks = text.split(separator: "\n").filter { $0.hasSuffix(" ") }
    #expect(blanks.isEmpty, "blanks at the end of a line", sourceLocation: location)
  }
}
