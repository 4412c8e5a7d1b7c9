import Core
import Simulator
import Testing

/// The sandbox's DNS, byte by byte.
@Suite struct DNSTests {
  private static let header: [UInt8] = [0xab, 0xcd, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]

  private static func query(_ name: String, type: UInt8) -> [UInt8] {
    header + name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
      + [0, 0, type, 0, 1]
  }

  /// The flags and the number of answers of a query's answer.
  @Test(arguments: [
    (SampleWorld.host, 1, 0, 3), (SampleWorld.regionalName, 1, 0, 2), (SampleWorld.host, 28, 0, 1),
    (SampleWorld.host, 5, 0, 1), ("nobody.example.com", 1, 3, 0),
  ])
  func `a name is answered with its chain and its addresses`(
    name: String,
    type: UInt8,
    code: UInt8,
    count: UInt8
  ) throws {
    let query = Self.query(name, type: type)
    let answer = try #require(try Sandbox.sample().answer(dnsQuery: query))
    #expect(Array(answer.prefix(4)) == [0xab, 0xcd, 0x85, 0x80 | code])
    #expect(Array(answer[4..<12]) == [0, 1, 0, count, 0, 0, 0, 0])
    #expect(Array(answer[12..<query.count]) == Array(query[12...]))
    if name == SampleWorld.regionalName { #expect(answer.suffix(4) == [10, 0, 2, 7]) }
  }

  @Test(
    arguments: [
      ([], nil), (Array(header.dropLast()), nil), ([0, 0, 0x80] + Array(header.dropFirst(3)), nil),
      (header, 1), (header + [3, 97, 98], 1), (header + [0xc0, 12, 0, 1, 0, 1], 1),
      (header + [1, 97, 0, 0, 1, 0, 3], 1), (header + [1, 97, 0, 0], 1),
      ([0xab, 0xcd, 0x09] + Array(header.dropFirst(3)) + [1, 97, 0, 0, 1, 0, 1], 4),
    ] as [([UInt8], UInt8?)]
  )
  func `a query that makes no sense is refused or ignored`(
    query: [UInt8],
    code: UInt8?
  ) throws {
    #expect(try Sandbox.sample().answer(dnsQuery: query).map { $0[3] & 0x0f } == code)
  }

  /// A world file may hold any text for a name, and DNS at most 255 bytes.
  @Test func `a name that DNS can't hold is left out of the chain`() throws {
    var world = try SampleWorld.make()
    world.names = [
      NameSighting(
        name: "long.example.com",
        canonicalNames: [String(repeating: "a.", count: 40_000), "end.example.com"],
        addresses: [try SampleWorld.address("10.0.1.5")]
      )
    ]
    let query = Self.query("long.example.com", type: 1)
    let answer = try #require(try Sandbox.sample(world).answer(dnsQuery: query))
    #expect(Array(answer[4..<12]) == [0, 1, 0, 2, 0, 0, 0, 0])
    #expect(answer.suffix(4) == [10, 0, 1, 5])
  }
}
