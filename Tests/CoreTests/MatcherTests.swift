import Core
import Testing

@Suite struct MatcherTests {
  @Test(arguments: [
    ("200", "200"), ("200,302", "200,302"), ("302,200", "200,302"), ("200, 302", "200,302"),
    ("200-299", "200-299"), ("200,200", "200"), ("200,201", "200,201"), ("200,201,202", "200-202"),
    ("200-250,240-299", "200-299"), ("200-250,251-299", "200-299"), ("200-299,210", "200-299"),
    ("499,200-201", "200,201,499"), ("200-200", "200"), ("200-499", "200-499"),
  ])
  func `a matcher is a set, written in one way`(text: String, canonical: String) throws {
    let matcher = try #require(Matcher(text))
    #expect(matcher.description == canonical)
    #expect(Matcher(canonical) == matcher)
  }

  @Test(arguments: [
    "", " ", ",", "200,", ",200", "200,,302", "199", "500", "200-500", "100-299", "302-200", "200-",
    "-200", "200-250-299", "20", "2000", "+20", "0x1", "2OO", "200;302", "200 302", "200 - 299",
    "２００", "200\n", "200,\t302", "*", "2xx",
  ])
  func `what is no matcher is refused`(text: String) {
    #expect(Matcher(text) == nil)
  }

  @Test func `a matcher holds its codes and no others`() throws {
    let matcher = try #require(Matcher("200,300-302"))
    let codes = (0...600).filter(matcher.contains)
    #expect(codes == [200, 300, 301, 302])
  }

  @Test(arguments: [
    ("200-299", "200,250", true), ("200-299", "200-299", true), ("200,302", "200", true),
    ("200", "200,302", false), ("200-249,251-299", "240-260", false), ("200,201", "200-201", true),
  ])
  func `a matcher holds another where it holds each code`(
    outer: String,
    inner: String,
    isHeld: Bool
  ) throws {
    let outer = try #require(Matcher(outer))
    #expect(outer.contains(try #require(Matcher(inner))) == isHeld)
  }

  @Test func `codes out of range are left out`() {
    #expect(Matcher(codes: [302, 200, 199, 500, -1]).description == "200,302")
  }

  @Test func `a long list is read at once`() {
    let text = (0..<100_000).map { String(200 + $0 % 300) }.joined(separator: ",")
    #expect(Matcher(text)?.description == "200-499")
  }
}
