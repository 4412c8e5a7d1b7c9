/// One event of a YAML stream, in the order of the text.
struct YAMLEvent: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case streamStart
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(text: String, isPlain: Bool)
    case listStart
    case listEnd
    case mapStart(isFlow: Bool)
    case mapEnd
  }

  let kind: Kind
  let mark: Mark

  /// The name after `&`, which a spec may not have.
  var anchor: String?

  /// The tag after `!`, which a spec may not have.
  var tag: String?
}

/// Why libyaml stopped, in its own words.
struct YAMLProblem: Error, Hashable, Sendable {
  let problem: String
  let mark: Mark

  /// What libyaml was reading, and where that began.
  let context: String?
  let contextMark: Mark
}
