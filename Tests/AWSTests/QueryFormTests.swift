import Testing

@testable import AWS

@Suite struct QueryFormTests {
  @Test func `a form keeps its order and leaves out what isn't there`() {
    var form = QueryForm(.describeRules, version: "v")
    form.set("Text", "a b*~é&=+/%")
    form.set("Nothing", nil as String?)
    form.set("Zero", 0)
    form.set("NoNumber", nil as Int?)
    form.set("Empty", "")
    form.set("Names.member", ["x", "y"])
    form.set("None.member", [])
    #expect(
      form.encoded == """
        Action=DescribeRules&Version=v&Text=a+b%2A~%C3%A9%26%3D%2B%2F%25&Zero=0\
        &Empty=&Names.member.1=x&Names.member.2=y
        """
    )
  }

  @Test(
    arguments: [
      ("2026-01-02T03:04:05Z", 1_767_323_045), ("2026-01-02T03:04:05.999Z", 1_767_323_045),
      ("1970-01-01T00:00:00Z", 0), ("2024-02-29T00:00:00Z", 1_709_164_800),
      ("2026-01-02T03:04:05+00:00", 1_767_323_045), ("2026-01-02T05:34:05.5+02:30", 1_767_323_045),
      ("2026-01-01T23:04:05-04:00", 1_767_323_045),
    ]
  )
  func `a time of AWS is read`(text: String, seconds: Int) {
    #expect(Timestamp.seconds(text) == seconds)
  }

  @Test(
    arguments: [
      "", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05,5Z",
      "2026-02-30T03:04:05Z", "2026-01-02T24:04:05Z", "2026/01/02T03:04:05Z",
      "2026-01-02T03:04:05+0000", "2026-01-02T03:04:05 00:00", "2026-01-02T03:04:05+24:00",
      "2026-01-02T03:04:05+00:60", "2026-01-02T03:04:05+-1:00", "2026-01-02T03:04:05.+00:00",
      "2026-01-02T03:04:05ZZ", "é026-01-02T03:04:05Z",
    ]
  )
  func `what is no time is none`(text: String) {
    #expect(Timestamp.seconds(text) == nil)
  }
}
