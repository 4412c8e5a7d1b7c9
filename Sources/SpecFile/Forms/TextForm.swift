import Core

/// What the text under a key must look like, and the value it stands for.
struct TextForm<Value> {
  /// What is wanted, as it reads after "is not": `a Region such as us-west-2`.
  let noun: String

  let parse: (String) -> Value?

  /// What the mistake probably is, where the text shows it.
  var remark: (String) -> String? = { _ in nil }

  /// Whether an error may show the text.
  var isShown = true
}

extension TextForm where Value == Int {
  /// Whole numbers in decimal, without leading zero, sign, `_` or `0x`.
  static func integer(_ range: ClosedRange<Int>) -> TextForm {
    TextForm(
      noun: "a whole number from \(range.lowerBound) to \(range.upperBound)",
      parse: { text in text.decimal.flatMap { range.contains($0) ? $0 : nil } },
      remark: { text in
        !text.hasDecimalForm && text.utf8.contains(where: \.isDigit)
          ? "write decimal digits alone: no sign, leading zero, `_`, `0x`, fraction or unit" : nil
      }
    )
  }

  /// 1 to 65535.
  static var port: TextForm { integer(1...65_535) }

  /// Any number; the only one that is read is 1.
  static var version: TextForm {
    TextForm(noun: "1, the version of this format", parse: \.decimal)
  }
}

extension TextForm where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// The words of an enumeration, exactly as they are.
  static var choice: TextForm {
    let words = Value.allCases.map(\.rawValue)
    return TextForm(
      noun: "one of \(words.inWords("and"))",
      parse: { Value(rawValue: $0) },
      remark: { text in
        Suggestion.nearest(to: text, among: words).map { "did you mean `\($0)`?" }
      }
    )
  }
}

extension TextForm where Value == String {
  /// A name made of some ASCII characters.
  static func name(
    _ noun: String,
    length: ClosedRange<Int>,
    of isAllowed: @escaping (UInt8) -> Bool
  ) -> TextForm {
    TextForm(
      noun: noun,
      parse: { length.contains($0.utf8.count) && $0.utf8.allSatisfy(isAllowed) ? $0 : nil }
    )
  }
}

extension String {
  /// The number of plain decimal digits, up to eighteen of them.
  var decimal: Int? { hasDecimalForm && utf8.count <= 18 ? Int(self) : nil }

  fileprivate var hasDecimalForm: Bool {
    !isEmpty && utf8.allSatisfy(\.isDigit) && (self == "0" || first != "0")
  }
}
