import Crypto
import Testing

@Suite struct HexTests {
  @Test(
    arguments: [
      ([], ""), ([0x00], "00"), ([0x0f, 0xf0], "0ff0"), ([0x9a, 0xbc, 0xde, 0xff], "9abcdeff"),
    ] as [([UInt8], String)]
  )
  func `bytes become two lower-case digits each`(bytes: [UInt8], text: String) {
    #expect(Hex.encode(bytes) == text)
  }

  @Test func `every byte reads back as itself`() {
    for byte in UInt8.min...UInt8.max {
      let text = Hex.encode([byte])
      #expect(text.utf8.count == 2)
      #expect(UInt8(text, radix: 16) == byte)
    }
  }
}
