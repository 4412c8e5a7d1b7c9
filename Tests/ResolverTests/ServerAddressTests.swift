import Testing

@testable import Resolver

@Suite struct ServerAddressTests {
  @Test(arguments: [
    ("10.0.0.2", "10.0.0.2:53"), ("10.0.0.2:5353", "10.0.0.2:5353"),
    ("10.0.0.2:65535", "10.0.0.2:65535"), ("fd00::1", "[fd00::1]:53"),
    ("[fd00::1]", "[fd00::1]:53"), ("[FD00:0:0::1]:5353", "[fd00::1]:5353"),
    ("fd00::1:5353", "[fd00::1:5353]:53"),
  ])
  func `addresses are read with and without a port`(text: String, entry: String) throws {
    #expect(try ServerAddress(text).listEntry == entry)
  }

  @Test(arguments: [
    "", ":", ":53", "dns.test", "dns.test:53", "10.0.0.2:", "10.0.0.2:0", "10.0.0.2:053",
    "10.0.0.2:65536", "10.0.0.2:+53", "10.0.0.2:5 3", "10.0.0", "10.0.0.256", "010.0.0.2",
    " 10.0.0.2", "10.0.0.2\n", "10.0.0.2\u{0}", "10.0.0.2,10.0.0.3", "[10.0.0.2]:53", "[fd00::1",
    "[fd00::1]53", "[fd00::1]:", "[]:53", "fd00::1%eth0", "fd00:::1", "10.0.0.2:٥٣",
  ])
  func `any other text is refused`(text: String) {
    #expect(throws: ResolverError.invalidServer(text)) { try AresResolver(server: text) }
  }
}
