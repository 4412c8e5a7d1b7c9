import Core

extension SpecDecoder {
  /// The value of a key by the form its text must have; nil where it is not given, or wrong.
  mutating func value<Value>(_ key: String, _ form: TextForm<Value>, in fields: Fields) -> Value? {
    guard let field = fields[key] else { return nil }
    guard let text = field.node.text else {
      complain(field, field.node.wrongKind(wanting: form.noun))
      return nil
    }
    let value = form.parse(text)
    if value == nil { complain(field, form.refusal(of: text)) }
    return value
  }

  /// The same for a key that must be given.
  mutating func required<Value>(
    _ key: String,
    _ form: TextForm<Value>,
    in fields: Fields
  ) -> Value? {
    require(key, in: fields)
    return value(key, form, in: fields)
  }

  /// Complains where a key is not given.
  mutating func require(_ key: String, in fields: Fields) {
    if fields[key] == nil { complain(missingIn: fields, "missing key `\(key)`") }
  }

  /// The entries of a list that have the form; nil where it is not given, no list, or of a wrong size.
  mutating func entries<Value>(
    _ key: String,
    _ form: TextForm<Value>,
    in fields: Fields
  ) -> [Entry<Value>]? {
    guard let field = fields[key] else { return nil }
    guard case .list(let nodes) = field.node.kind else {
      complain(field, field.node.wrongKind(wanting: "a list; each entry is \(form.noun)"))
      return nil
    }
    guard (1...Limits.listEntries).contains(nodes.count) else {
      let count = nodes.isEmpty ? "the list is empty" : "the list has \(nodes.count) entries"
      complain(field, "\(count); it wants 1 to \(Limits.listEntries)")
      return nil
    }
    var entries: [Entry<Value>] = []
    for (index, node) in nodes.enumerated() {
      if let text = node.text, let value = form.parse(text) {
        entries.append(Entry(index: index, node: node, value: value))
      } else if let text = node.text {
        complain(field, entry: index, node, form.refusal(of: text))
      } else {
        complain(field, entry: index, node, node.wrongKind(wanting: form.noun))
      }
    }
    return entries
  }

  /// The map under a key, its keys checked; nil where not given, or no map.
  mutating func map(_ key: String, keys: [String], in fields: Fields) -> Fields? {
    guard let field = fields[key] else { return nil }
    guard case .map(let map) = field.node.kind else {
      complain(field, field.node.wrongKind(wanting: "a map of \(keys.inWords("and"))"))
      return nil
    }
    let inside = Fields(
      map: map,
      place: field.place,
      anchor: field.isInherited ? fields.anchor : field.keyMark,
      isInherited: field.isInherited
    )
    check(keys: keys, of: inside)
    return inside
  }

  /// Complains about each key that is not among those known.
  mutating func check(keys: [String], of fields: Fields) {
    guard !fields.isInherited else { return }
    for pair in fields.map.pairs where !pair.isInherited && !keys.contains(pair.key) {
      switch pair.severed {
      case .tail?: continue
      case .head(let key, let text)?:
        let advice = "between { and } a comma ends the value, so \(pair.key.quoted) stands alone"
        let whole = "\(key.escapedForMessage): \"\(text.escapedForMessage)\""
        complain(at: pair.keyMark, fields.place, "\(advice); quote it: \(whole)")
      case nil:
        complain(at: pair.keyMark, fields.place, Self.unknown(pair, among: keys))
      }
    }
  }

  private static func unknown(_ pair: Pair, among keys: [String]) -> String {
    let start = "unknown key \(pair.key.quoted)"
    if let colon = pair.key.firstIndex(of: ":"), keys.contains(String(pair.key[..<colon])) {
      return "\(start); write a space after the colon"
    }
    if let word = Suggestion.nearest(to: pair.key, among: keys) {
      return "\(start); did you mean `\(word)`?"
    }
    return "\(start); known here: \(keys.inWords("and"))"
  }
}

extension TextForm {
  /// Why a text is not of this form.
  func refusal(of text: String) -> String {
    let what = "\(isShown ? text.quoted : "the text") is not \(noun)"
    return remark(text).map { "\(what); \($0)" } ?? what
  }
}

extension Node {
  /// What stands here in place of what is wanted.
  func wrongKind(wanting noun: String) -> String {
    switch kind {
    case .scalar:
      "\(text.map { "\($0.quoted) is text" } ?? "nothing stands here"); it wants \(noun)"
    case .list: "this is a list; it wants \(noun)"
    case .map: "this is a map; it wants \(noun)"
    case .broken: ""
    }
  }
}

extension [String] {
  /// The words in backticks, with commas and a last "and" or "or" between them.
  func inWords(_ conjunction: String) -> String {
    let quoted = map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return "\(quoted.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }
}
