import Foundation
import TestSupport

/// Inputs made of the ones that are kept, changed in a few places as a seed decides.
struct MutilatedInputs {
  private let originals: [[UInt8]]
  private let words: [[UInt8]]

  init(for parser: FuzzedParser) throws {
    originals = try Self.kept(for: parser).map(\.bytes)
    words = parser.words.map { Array($0.utf8) }
  }

  /// The inputs that are kept in files: seeds, and those that once broke something.
  static func kept(for parser: FuzzedParser) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return try ["Seeds", "Found"].flatMap { kind in
      let files = folder.appending(path: "\(kind)/\(parser.rawValue)")
      guard FileManager.default.fileExists(atPath: files.path) else { return [] as [URL] }
      return try FileManager.default.contentsOfDirectory(at: files, includingPropertiesForKeys: nil)
    }
    .sorted { $0.path < $1.path }
    .map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
  }

  func next(using numbers: inout SeededGenerator) -> [UInt8] {
    var bytes = originals.randomElement(using: &numbers) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &numbers) {
      let at = Int.random(in: 0...bytes.count, using: &numbers)
      let end = min(bytes.count, at + Int.random(in: 0...16, using: &numbers))
      let word = words.randomElement(using: &numbers) ?? []
      switch Int.random(in: 0..<7, using: &numbers) {
      case 0: bytes.removeSubrange(at..<end)
      case 1: bytes.insert(contentsOf: word, at: at)
      case 2: bytes.replaceSubrange(at..<end, with: word)
      case 3: bytes.insert(contentsOf: Array(bytes[at..<end]), at: at)
      case 4: bytes.insert(UInt8.random(in: 0...255, using: &numbers), at: at)
      case 5: bytes += originals.randomElement(using: &numbers)?.dropFirst(at) ?? []
      default: bytes.removeSubrange(at...)
      }
    }
    return bytes
  }
}
