import Core
import Testing

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"), ("10.0.1.5", "10.0.1.5"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("FD00::A", "fd00::a"),
    ("2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"),
    ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ("::ffff:10.0.0.1", "::ffff:a00:1"), ("64:ff9b::10.0.0.1", "64:ff9b::a00:1"),
    ("1:2:3:4:5:6:10.0.0.1", "1:2:3:4:5:6:a00:1"),
  ])
  func `an address is written in canonical form`(text: String, canonical: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == canonical)
    #expect(IPAddress(canonical) == address)
    #expect(address.isIPv4 == !text.contains(":"))
  }

  @Test(arguments: [
    "", " ", ".", "...", "10.0.0", "10.0.0.1.", ".10.0.0.1", "10.0.0.0.1", "10..0.1", "256.0.0.1",
    "010.0.0.1", "00.0.0.0", "0x0a.0.0.1", "10.0.0.-1", "10.0.0.+1", "10.0.0.1 ", " 10.0.0.1",
    "10.0.0.1\n", "10.0.0.1/32", "10.0.0.1:443", "167772161", "1０.0.0.1", "10。0.0.1", "9999.0.0.1",
  ])
  func `what is no IPv4 address is refused`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    ":", ":::", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8", "1::2::3", ":::1", "1:::2", "12345::", "g::", "+1::", "-1::", "1:+2::3",
    "::1%eth0", "[::1]", "::1/128", "::10.0.0", "::10.0.0.256", "10.0.0.1::", "::10.0.0.1:1",
    "1.2.3.4:5:6:7:8:9:a", "::\u{301}1", "：：", "::1\n", " ::1",
  ])
  func `what is no IPv6 address is refused`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func `a long text is refused at once`() {
    #expect(IPAddress(String(repeating: "1.", count: 500_000)) == nil)
    #expect(IPAddress(String(repeating: "1:", count: 500_000)) == nil)
  }

  @Test func `two spellings are one address`() {
    #expect(IPAddress("FD00:0:0::0005") == IPAddress("fd00::5"))
    #expect(Set(["::1", "0:0:0:0:0:0:0:1", "0::1"].compactMap(IPAddress.init)).count == 1)
  }

  @Test func `addresses sort by family, then by number`() {
    let sorted = ["::1", "10.0.0.10", "9.0.0.1", "fd00::", "10.0.0.9"]
      .compactMap(IPAddress.init).sorted().map(\.description)
    #expect(sorted == ["9.0.0.1", "10.0.0.9", "10.0.0.10", "::1", "fd00::"])
  }
}
