import Crypto
import Testing

@Suite struct ConstantTimeTests {
  @Test(
    arguments: [
      ([], [], true), ([1, 2, 3], [1, 2, 3], true), ([1, 2, 3], [1, 2, 4], false),
      ([1, 2, 3], [0, 2, 3], false), ([1, 2, 3], [1, 2], false), ([], [0], false),
    ] as [([UInt8], [UInt8], Bool)]
  )
  func `two byte strings are equal when all bytes are`(
    first: [UInt8],
    second: [UInt8],
    equal: Bool
  ) {
    #expect(ConstantTime.equal(first, second) == equal)
    #expect(ConstantTime.equal(second, first) == equal)
  }
}
