/// The word that was probably meant, where one of a spec, document or command line is not known.
package enum Suggestion {
  /// The nearest of some words, or nil where none is near; the first of several equals.
  ///
  /// Case counts for nothing. Near is a third of the letters, at least one.
  package static func nearest(to text: String, among words: [String]) -> String? {
    let written = Array(text.lowercased().utf8)
    guard (2...40).contains(written.count) else { return nil }
    var best: (word: String, distance: Int)?
    for word in words {
      let wanted = Array(word.lowercased().utf8)
      let limit = max(1, min(written.count, wanted.count) / 3)
      guard abs(written.count - wanted.count) <= limit else { continue }
      let distance = Self.distance(written, wanted)
      if distance <= limit, distance < best?.distance ?? .max { best = (word, distance) }
    }
    return best?.word
  }

  /// The distance of two texts, neither of them empty.
  ///
  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let same = left[row - 1] == right[column - 1]
        var cost = min(
          last[column] + 1,
          current[column - 1] + 1,
          last[column - 1] + (same ? 0 : 1)
        )
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, beforeLast[column - 2] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
