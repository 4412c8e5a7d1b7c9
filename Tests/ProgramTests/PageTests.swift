import Testing

@testable import mooring

@Suite struct PageTests {
  static func page(_ text: String, lead: [Span] = []) -> Page {
    var page = Page()
    page.paragraph(indent: 2, lead: lead, text)
    return page
  }

  static let text = "one two three four five six seven eight nine ten"

  @Test func `a long line goes on below where its text began`() {
    let page = Self.page(Self.text, lead: [Span("error    ", .bad)])
    #expect(
      page.text(isColored: false, columns: 36)
        == "  error    one two three four five\n           six seven eight nine ten\n"
    )
  }

  @Test(arguments: [nil, 50, 1000])
  func `what fits, or goes to no terminal, stays on one line`(columns: Int?) {
    #expect(Self.page(Self.text).text(isColored: false, columns: columns) == "  \(Self.text)\n")
  }

  @Test func `a word that is too long stays whole, so that it can be copied`() {
    let word = String(repeating: "x", count: 60)
    let rows = Self.page("see \(word) there").text(isColored: false, columns: 30)
    #expect(rows == "  see\n  \(word)\n  there\n")
  }

  @Test func `a narrow terminal breaks lines itself`() {
    #expect(Self.page(Self.text).text(isColored: false, columns: 10) == "  \(Self.text)\n")
  }

  @Test func `colours go on below`() {
    var page = Page()
    page.line([Span("red red red red red red red", .bad)])
    let row = "\u{1b}[31mred red red red red\u{1b}[0m\n"
    #expect(page.text(isColored: true, columns: 21) == row + "\u{1b}[31mred red\u{1b}[0m\n")
  }

  @Test func `the last column of a table goes on below itself`() {
    var page = Page()
    page.table(indent: 2, [.cells(["key", "a value that goes on and on"])])
    #expect(
      page.text(isColored: false, columns: 29) == "  key  a value that goes on\n       and on\n"
    )
  }
}
