/// What a piece of text means, and so how it is coloured.
enum Ink: Hashable, Sendable {
  case plain
  case title
  case added
  case removed
  case changed
  case held
  case good
  case bad
  case quiet

  /// The parameters of the SGR sequence (ECMA-48 section 8.3.117).
  fileprivate var parameters: String? {
    switch self {
    case .plain: nil
    case .title: "1"
    case .added, .good: "32"
    case .removed, .bad: "31"
    case .changed: "33"
    case .held: "35"
    case .quiet: "2"
    }
  }
}

/// A piece of text in one ink, safe to show: there is no way to make one that a terminal obeys.
struct Span: Hashable, Sendable {
  let text: String
  let ink: Ink

  init(_ text: String, _ ink: Ink = .plain) {
    self.text = text.printable
    self.ink = ink
  }

  fileprivate func shown(isColored: Bool) -> String {
    guard isColored, let parameters = ink.parameters, !text.isEmpty else { return text }
    return "\u{1b}[\(parameters)m\(text)\u{1b}[0m"
  }
}

extension Span: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self.init(text) }
}

/// Lines of text on their way to a terminal or a file; only when shown are they fitted to a width.
struct Page: Hashable, Sendable {
  /// A row of a table, or a line of its own that the columns take no notice of.
  enum Row: Hashable, Sendable {
    case cells([Span])
    case line(indent: Int, [Span])
  }

  private var lines: [Line] = []

  /// One line; blanks at its end are left out.
  ///
  /// Where it is too long for a terminal it goes on below, as far to the right as its text began.
  mutating func line(indent: Int = 0, lead: Int = 0, _ spans: [Span]) {
    let whole = Self.trimmed([Span(Self.blanks(indent))] + spans)
    lines.append(Line(spans: whole, hang: indent + lead))
  }

  /// An empty line, but never two, and none at the top.
  mutating func gap() {
    if let last = lines.last, !last.spans.isEmpty { lines.append(Line(spans: [], hang: 0)) }
  }

  /// Text of one or more lines: what follows the first is indented under it.
  mutating func paragraph(indent: Int, lead: [Span] = [], _ text: String, _ ink: Ink = .plain) {
    let width = lead.map(\.text.count).reduce(0, +)
    for (number, part) in text.split(separator: "\n").enumerated() {
      let start = number == 0 ? lead : [Span(Self.blanks(width))]
      line(indent: indent, lead: width, start + [Span(String(part), ink)])
    }
  }

  /// Rows whose cells stand in columns, two blanks apart.
  mutating func table(indent: Int, _ rows: [Row]) {
    var widths: [Int] = []
    for case .cells(let cells) in rows {
      // A row's last cell may be long; it moves no column.
      for (column, cell) in Self.trimmed(cells).dropLast().enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.text.count)
      }
    }
    for row in rows {
      switch row {
      case .line(let further, let spans): line(indent: indent + further, spans)
      case .cells(let cells):
        var spans: [Span] = []
        var start = 0
        for (column, cell) in cells.enumerated() {
          start = spans.map(\.text.count).reduce(0, +)
          spans.append(cell)
          let width = column < widths.count ? widths[column] : 0
          // A column that is empty in every row takes no room.
          guard width > 0 else { continue }
          spans.append(Span(Self.blanks(max(0, width - cell.text.count) + 2)))
        }
        line(indent: indent, lead: start, spans)
      }
    }
  }

  /// Each line ended by a line feed; at most so many columns wide, where that is known.
  func text(isColored: Bool, columns: Int? = nil) -> String {
    let rows = lines.flatMap { line in columns.map(line.wrapped) ?? [line.spans] }
    return rows.map { row in row.map { $0.shown(isColored: isColored) }.joined() + "\n" }.joined()
  }

  private static func trimmed(_ spans: [Span]) -> [Span] {
    guard let last = spans.lastIndex(where: { !$0.text.allSatisfy { $0 == " " } }) else {
      return []
    }
    return Array(spans[...last])
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
