extension TextForm where Value == Int {
  /// Seconds, from hours, minutes and seconds in this order, each at most once: `1h30m`.
  ///
  /// Bounded at a week, so that no sum of times overflows.
  static var duration: TextForm {
    TextForm(
      noun: "a duration such as 30s, 5m or 1h30m, at most 168h",
      parse: seconds,
      remark: { text in text.decimal.map { "give it a unit: `\($0)s`" } }
    )
  }

  private static func seconds(_ text: String) -> Int? {
    guard text.utf8.count <= 32 else { return nil }
    var units: [(letter: Character, seconds: Int)] = [("h", 3600), ("m", 60), ("s", 1)]
    var total = 0
    var digits = ""
    for character in text {
      if let index = units.firstIndex(where: { $0.letter == character }) {
        guard let number = digits.decimal, number <= 604_800 else { return nil }
        total += number * units[index].seconds
        units.removeSubrange(...index)
        digits = ""
      } else {
        digits.append(character)
      }
    }
    guard digits.isEmpty, !text.isEmpty, total <= 604_800 else { return nil }
    return total
  }
}
