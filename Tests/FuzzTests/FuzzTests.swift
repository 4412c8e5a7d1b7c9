import TestSupport
import Testing

/// What `scripts/fuzz` does for minutes, done for a moment.
@Suite struct FuzzTests {
  @Test(arguments: FuzzedParser.allCases, 0..<UInt64(4))
  func `a parser keeps its promises for mutilated inputs`(
    parser: FuzzedParser,
    seed: UInt64
  ) throws {
    let inputs = try MutilatedInputs(for: parser)
    var numbers = SeededGenerator(seed: seed)
    for _ in 0..<250 {
      let bytes = inputs.next(using: &numbers)
      let broken = parser.take(bytes)
      #expect(broken == nil, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  @Test(arguments: FuzzedParser.allCases)
  func `a parser keeps its promises for all inputs that are kept`(parser: FuzzedParser) throws {
    let kept = try MutilatedInputs.kept(for: parser)
    #expect(!kept.isEmpty)
    for input in kept {
      let broken = parser.take(input.bytes)
      #expect(broken == nil, "\(input.name)")
    }
  }
}
