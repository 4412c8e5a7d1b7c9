/// One thing that is wrong with a spec, and where.
package struct SpecError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the `SpecSource`.
  package let file: String

  /// From 1.
  package let line: Int

  /// In Unicode scalars, from 1.
  package let column: Int

  /// The binding and the key path where they are known, what is wrong, and what to do.
  ///
  /// One line: what it quotes of the spec is shortened, and control characters are escaped.
  package let message: String

  /// `FILE:LINE:COLUMN: MESSAGE`, as compilers write it.
  package var description: String { "\(file.escapedForMessage):\(line):\(column): \(message)" }
}

/// Everything that is wrong with the specs of one run, in the order of files and positions.
package struct SpecErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// The first errors, at most a hundred; never empty.
  package let errors: [SpecError]

  /// How many more there are.
  package let omitted: Int

  /// One error a line.
  package var description: String {
    let lines = errors.map(\.description) + (omitted > 0 ? ["and \(omitted) more"] : [])
    return lines.joined(separator: "\n")
  }

  /// Nil where nothing is wrong.
  ///
  /// - Parameter files: the errors of each file, in the order in which the files were given.
  init?(files: [[SpecError]]) {
    let sorted = files.flatMap { file in
      Set(file).sorted {
        ($0.line, $0.column, $0.message) < ($1.line, $1.column, $1.message)
      }
    }
    guard !sorted.isEmpty else { return nil }
    errors = Array(sorted.prefix(Limits.errors))
    omitted = sorted.count - errors.count
  }
}
