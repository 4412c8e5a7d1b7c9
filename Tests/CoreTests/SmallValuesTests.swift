import Core
import Testing

@Suite struct SmallValuesTests {
  @Test(arguments: ["123456789012", "000000000000", "012345678901"])
  func `an account is twelve digits, zeros included`(text: String) {
    #expect(AccountID(text)?.description == text)
  }

  @Test(arguments: [
    "", "12345678901", "1234567890123", "1234-5678-9012", "12345678901a", "+12345678901",
    " 12345678901", "１２３４５６７８９０１２", "12345678901\n", "1234567890\u{661}",
  ])
  func `what is no account is refused`(text: String) {
    #expect(AccountID(text) == nil)
  }

  @Test(arguments: [("10.0.1.5", "10.0.1.5:443"), ("fd00::5", "[fd00::5]:443")])
  func `a target is written with its port`(address: String, text: String) throws {
    #expect(Target(try #require(IPAddress(address)), port: 443).description == text)
  }

  @Test func `targets sort by address, then by port`() throws {
    let low = try #require(IPAddress("10.0.0.9"))
    let high = try #require(IPAddress("10.0.0.10"))
    let sorted = [Target(high, port: 80), Target(low, port: 8443), Target(low, port: 443)].sorted()
    #expect(sorted.map(\.description) == ["10.0.0.9:443", "10.0.0.9:8443", "10.0.0.10:80"])
  }

  @Test func `one address on two ports is two targets`() throws {
    let address = try #require(IPAddress("10.0.0.9"))
    #expect(Target(address, port: 443) != Target(address, port: 8443))
  }

  @Test(arguments: ["traffic-port", "1", "443", "65535"])
  func `a health check's port reads and writes the same`(text: String) {
    #expect(HealthCheckPort(text)?.description == text)
  }

  @Test(arguments: ["", "0", "65536", "+443", "0443", "-1", "Traffic-Port", "443 ", "0x1bb", "４４３"])
  func `what is no health check's port is refused`(text: String) {
    #expect(HealthCheckPort(text) == nil)
  }

  @Test func `a health check wants 200 and 302 by default`() {
    #expect(HealthCheckSpec().matcher == Matcher("302,200"))
  }

  @Test func `a reference is written as it was given`() throws {
    let arn = try #require(
      ARN("arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/a/b")
    )
    #expect(Reference.name("web").description == "web")
    #expect(Reference.arn(arn).description == arn.description)
  }
}
