import Core
import SpecFile
import TestSupport
import Testing

@Suite struct MutationTests {
  private static let seeds = [
    WholeSpecTests.yaml, WholeSpecTests.json,
    spec("endpoint: {addresses: [10.0.0.1, \"fd00::1\"]}\nsafeguards: {healthyTimeout: 1h30m}"),
  ].map { Array($0.utf8) }

  private static let pieces = [
    "*", "&", "!", "<<: ", "? ", ": ", "- ", "[", "]", "{", "}", ",", "\"", "'", "|\n", ">\n", "#",
    "\n", "\r", "\t", " ", "---\n", "...\n", "%", "@", "`", "null", "~", "", "\u{0}", "\u{feff}",
    "é", "\u{2028}", "-1", "0x1", "1e9", "99999999999999999999", "arn:", "\\ud800", "$",
  ].map { Array($0.utf8) }

  /// Each text ends in bindings or in lines, the same ones when it is read again.
  @Test(arguments: 0..<40) func `a mutilated spec ends in bindings or errors`(seed: UInt64) throws {
    var numbers = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let original = try #require(Self.seeds.randomElement(using: &numbers))
      let bytes = Self.mutilated(original, using: &numbers)
      let source = SpecSource(name: "a.yaml", bytes: bytes, baseDirectory: "/specs")
      let lines = errorLines([source])
      #expect(lines == errorLines([source]))
      for line in lines {
        let isShaped = line.hasPrefix("a.yaml:") || line.hasPrefix("and ")
        #expect(isShaped && line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f })
      }
    }
  }

  private static func mutilated(
    _ bytes: [UInt8],
    using numbers: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let at = Int.random(in: 0...bytes.count, using: &numbers)
      let end = min(bytes.count, at + Int.random(in: 0...12, using: &numbers))
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: bytes.replaceSubrange(at..<end, with: [])
      case 1: bytes.insert(contentsOf: pieces.randomElement(using: &numbers) ?? [], at: at)
      case 2: bytes.replaceSubrange(at..<end, with: pieces.randomElement(using: &numbers) ?? [])
      case 3: bytes.insert(contentsOf: Array(bytes[at..<end]), at: at)
      case 4: bytes.insert(UInt8.random(in: 0...255, using: &numbers), at: at)
      default: bytes.removeSubrange(at...)
      }
      if bytes.isEmpty { bytes = Array("x".utf8) }
    }
    return bytes
  }
}
