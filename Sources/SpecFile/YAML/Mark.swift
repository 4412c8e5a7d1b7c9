/// A position in a file; both numbers count from 1, columns in Unicode scalars.
struct Mark: Hashable, Sendable {
  let line: Int
  let column: Int

  static let start = Mark(line: 1, column: 1)
}
