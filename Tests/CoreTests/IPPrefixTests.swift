import Core
import TestSupport
import Testing

@Suite struct IPPrefixTests {
  @Test(arguments: [
    ("10.0.0.0/16", "10.0.0.0/16"), ("10.0.1.5/16", "10.0.0.0/16"), ("10.0.1.5/32", "10.0.1.5/32"),
    ("255.255.255.255/0", "0.0.0.0/0"), ("10.255.0.0/9", "10.128.0.0/9"),
    ("10.0.0.7/31", "10.0.0.6/31"), ("::/0", "::/0"), ("2001:DB8::5/64", "2001:db8::/64"),
    ("2001:db8::5/128", "2001:db8::5/128"), ("ffff::/1", "8000::/1"),
  ])
  func `a range is written by its first address`(text: String, canonical: String) throws {
    let prefix = try #require(IPPrefix(text))
    #expect(prefix.description == canonical)
    #expect(IPPrefix(canonical) == prefix)
    #expect(prefix.isIPv4 == !text.contains(":"))
  }

  @Test(arguments: [
    "", "/", "10.0.0.0", "10.0.0.0/", "/16", "10.0.0.0/33", "::/129", "10.0.0/16", "10.0.0.0/-1",
    "10.0.0.0/+1", "10.0.0.0/016", "10.0.0.0/ 16", "10.0.0.0/16 ", "10.0.0.0/16/16",
    "10.0.0.0/255.0.0.0", "10.0.0.0/9999", "10.0.0.0/1６",
  ])
  func `what is no range is refused`(text: String) {
    #expect(IPPrefix(text) == nil)
  }

  @Test(arguments: [
    ("10.0.0.0/16", "10.0.255.255", true), ("10.0.0.0/16", "10.1.0.0", false),
    ("10.0.1.5/32", "10.0.1.5", true), ("10.0.1.5/32", "10.0.1.4", false),
    ("0.0.0.0/0", "192.168.1.1", true), ("0.0.0.0/0", "::1", false), ("::/0", "10.0.1.5", false),
    ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
  ])
  func `a range has the addresses of its prefix`(prefix: String, address: String, has: Bool) {
    #expect(cidr(prefix).contains(ip(address)) == has)
  }

  @Test(arguments: [
    ("10.0.0.0/16", [], Coverage.none),
    ("10.0.0.0/16", ["10.0.0.0/16"], .whole), ("10.0.0.0/16", ["10.0.0.0/8"], .whole),
    ("10.0.0.0/16", ["0.0.0.0/0"], .whole), ("10.0.0.0/16", ["::/0"], .none),
    ("10.0.0.0/16", ["10.1.0.0/16", "10.0.0.0/17"], .part),
    ("10.0.0.0/16", ["10.0.128.0/17", "10.0.0.0/17"], .whole),
    ("10.0.0.0/16", ["10.0.128.0/18", "10.0.0.0/17", "10.0.192.0/18"], .whole),
    ("10.0.0.0/16", ["10.0.128.0/18", "10.0.0.0/17", "10.0.192.0/19"], .part),
    ("10.0.0.0/16", ["10.1.0.0/16"], .none), ("10.0.0.0/24", ["10.0.0.7/32"], .part),
    ("10.0.0.7/32", ["10.0.0.6/31"], .whole), ("10.0.0.7/32", ["10.0.0.6/32"], .none),
    ("2001:db8::/64", ["2001:db8::/65", "2001:db8:0:0:8000::/65"], .whole),
    ("2001:db8::/64", ["2001:db8::/128"], .part),
  ])
  func `others cover a range together`(prefix: String, others: [String], coverage: Coverage) {
    #expect(cidr(prefix).covered(by: others.map(cidr)) == coverage)
    #expect(cidr(prefix).covered(by: others.reversed().map(cidr)) == coverage)
  }

  @Test func `ranges sort by address, the wider first`() {
    let texts = ["::/0", "10.0.0.0/8", "10.0.1.0/24", "10.0.0.0/16", "0.0.0.0/0"]
    #expect(
      texts.map(cidr).sorted().map(\.description) == [
        "0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/16", "10.0.1.0/24", "::/0",
      ]
    )
  }
}
