/// Counts in words, as `1 binding` and `2 bindings`.
enum Counting {
  static func text(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A list shortened to its first members: `a, b and 7 more`.
  static func list(_ words: [String], limit: Int = 3) -> String {
    guard words.count > limit else { return words.joined(separator: ", ") }
    return words.prefix(limit).joined(separator: ", ") + " and \(words.count - limit) more"
  }
}
