import Core
import Testing

@Suite struct ARNTests {
  @Test(arguments: [
    "arn:aws:iam::123456789012:role/path/mooring",
    "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:targetgroup/web/0123",
    "arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/1-2",
    "arn:aws-iso-b:s3:::bucket/key:with:colons",
  ])
  func `an ARN reads and writes the same`(text: String) {
    #expect(ARN(text)?.description == text)
  }

  @Test func `the parts are told apart`() throws {
    let arn = try #require(ARN("arn:aws:logs:us-west-2:123456789012:log-group:a:*"))
    #expect(arn.partition == "aws")
    #expect(arn.service == "logs")
    #expect(arn.region == "us-west-2")
    #expect(arn.account == "123456789012")
    #expect(arn.resource == "log-group:a:*")
  }

  @Test(arguments: [
    "", "arn", "arn:aws", "arn:aws:iam::123456789012", "arn:aws:iam::123456789012:",
    "ARN:aws:iam::123456789012:role/a", "arn::iam::123456789012:role/a",
    "arn:aws::us-west-2:123456789012:role/a", "arn:azure:iam::123456789012:role/a",
    "arn:awsome:iam::123456789012:role/a", "arn:aws:iam::12345678901:role/a",
    "arn:aws:iam::aws:policy/a", "arn:aws:iam::１２３４５６７８９０１２:role/a",
    " arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/a b",
    "arn:aws:iam::123456789012:role/a\n", "arn:aws:iam::123456789012:role/\u{0}",
    "arn:aws:iam::123456789012:role/ä",
    "arn:aws:acm:evil.example.com/:123456789012:certificate/1",
    "arn:aws:acm:us-west-2@evil:123456789012:certificate/1",
    "arn:aws-/x:acm:us-west-2:123456789012:certificate/1",
    "arn:aws:ACM:us-west-2:123456789012:certificate/1",
  ])
  func `what is no ARN is refused`(text: String) {
    #expect(ARN(text) == nil)
  }

  @Test func `ARNs sort as their text does`() {
    let texts = ["arn:aws:acm:b::x", "arn:aws:acm:a::y", "arn:aws:acm:a::x"]
    #expect(texts.compactMap(ARN.init).sorted().map(\.description) == texts.sorted())
  }
}
