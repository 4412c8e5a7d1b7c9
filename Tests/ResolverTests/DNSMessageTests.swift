import Testing

@testable import Resolver

@Suite struct DNSMessageTests {
  private static let header: [UInt8] = [0, 1, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0]
  private static let question = wireName("a.test") + [0, 1, 0, 1]

  /// The header is 12 bytes, so `a.test` stands at offset 12 and `test` at 14.
  private static let compressed: [UInt8] =
    header + question
    + [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, UInt8(ascii: "B"), 0xC0, 14]
    + [1, UInt8(ascii: "b"), 0xC0, 14, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 1, 5]

  @Test func `compressed names are read`() throws {
    let message = try #require(DNSMessage(Self.compressed))
    #expect(message.aliases == ["a.test": "b.test"])
    #expect(message.addresses == ["b.test": [[10, 0, 1, 5]]])
  }

  @Test func `no beginning of a message passes for the whole`() {
    for count in Self.compressed.indices {
      #expect(DNSMessage(Array(Self.compressed[..<count])) == nil, "\(count) bytes")
    }
  }

  /// Each byte in turn takes each value: whatever comes out, reading ends.
  @Test func `no changed byte makes reading crash or hang`() {
    var read = 0
    for index in Self.compressed.indices {
      for value in UInt8.min...UInt8.max {
        var bytes = Self.compressed
        bytes[index] = value
        if let message = DNSMessage(bytes) {
          read += 1
          _ = message.chain(from: "a.test")
        }
      }
    }
    #expect(read > 0)
  }

  @Test(
    arguments: [
      [0xC0, 28], [0xC0, 30], [0xFF, 0xFF], [0x40, 0], [0x80, 0], [5, 1, 2], [],
    ] as [[UInt8]]
  )
  func `a name that points at itself, forwards or nowhere is refused`(name: [UInt8]) {
    let bytes = Self.header + Self.question + name + [0, 1, 0, 1, 0, 0, 0, 60, 0, 0]
    #expect(Self.header.count + Self.question.count == 24)
    #expect(DNSMessage(bytes) == nil)
  }

  @Test func `a name longer than 255 bytes is refused`() {
    let label = [63] + [UInt8](repeating: UInt8(ascii: "a"), count: 63)
    var reader = DNSReader(Array(repeating: label, count: 4).joined() + [0])
    #expect(reader.name() == nil)
    var fits = DNSReader(Array(repeating: label, count: 3).joined() + label.prefix(1) + [0])
    #expect(fits.name() == nil)
    var short = DNSReader(Array(repeating: label, count: 3).joined() + [0])
    #expect(short.name()?.utf8.count == 191)
  }

  @Test func `bytes that no host name has are escaped, so that no label can pass for two`() {
    var reader = DNSReader(
      [3, UInt8(ascii: "a"), UInt8(ascii: "."), 0, 4] + Array("test".utf8) + [0]
    )
    #expect(reader.name() == #"a\046\000.test"#)
  }

  @Test func `an address of a wrong length is no message, other records are passed over`() {
    func message(_ records: [WireRecord]) -> DNSMessage? {
      let counts: [UInt8] = [0, 1, 0x81, 0x80, 0, 0, 0, UInt8(records.count), 0, 0, 0, 0]
      return DNSMessage(counts + records.flatMap(\.bytes))
    }
    #expect(message([.a("a.test", [10, 0, 1])]) == nil)
    #expect(message([.aaaa("a.test", [10, 0, 1, 5])]) == nil)
    let rest = message([.other("a.test", type: 46, [1, 2, 3]), .a("a.test", [10, 0, 1, 5])])
    #expect(rest?.addresses == ["a.test": [[10, 0, 1, 5]]])
  }
}
