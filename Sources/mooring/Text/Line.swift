/// One line of a page, which may be longer than a terminal is wide.
struct Line: Hashable, Sendable {
  var spans: [Span]

  /// The column, from 0, that the text goes on at below.
  var hang: Int

  /// A text is not squeezed into less.
  private static let narrowest = 20

  /// The line in rows of at most so many columns, broken at blanks; a longer word sticks out.
  func wrapped(columns: Int) -> [[Span]] {
    let length = spans.map(\.text.count).reduce(0, +)
    guard length > columns, columns - hang >= Self.narrowest else { return [spans] }
    var rows: [[Span]] = [[]]
    var used = 0
    func add(_ text: String, _ ink: Ink) {
      used += text.count
      let last = rows[rows.count - 1].last
      guard let last, last.ink == ink else { return rows[rows.count - 1].append(Span(text, ink)) }
      rows[rows.count - 1][rows[rows.count - 1].count - 1] = Span(last.text + text, ink)
    }
    for span in spans {
      var text = span.text[...]
      if used < hang, rows.count == 1 {
        let start = text.prefix(hang - used)
        add(String(start), span.ink)
        text = text.dropFirst(start.count)
      }
      for (number, word) in text.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        if number > 0, used + 1 + word.count > columns, used > hang {
          rows.append([Span(String(repeating: " ", count: hang))])
          used = hang
        } else if number > 0 {
          add(" ", span.ink)
        }
        add(String(word), span.ink)
      }
    }
    return rows
  }
}
