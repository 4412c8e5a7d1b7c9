/// A value of a spec and where it stands; what it means depends on the key it stands under.
struct Node: Sendable {
  enum Kind: Sendable {
    case scalar(text: String, isPlain: Bool)
    case list([Node])
    case map(MapNode)
    /// Something that was complained about already, such as an alias.
    case broken
  }

  let kind: Kind
  let mark: Mark

  /// Nothing at all, or a plain `null` as JSON has it: the key counts as not given.
  var isEmpty: Bool {
    if case .scalar(let text, true) = kind { text.isEmpty || text == "null" } else { false }
  }

  var isBroken: Bool {
    if case .broken = kind { true } else { false }
  }

  /// A scalar's text; nil for an empty value and for any other kind.
  var text: String? {
    if case .scalar(let text, _) = kind, !isEmpty { text } else { nil }
  }
}

/// The keys and values of a map, in the order of the text, no key twice.
struct MapNode: Sendable {
  private(set) var pairs: [Pair] = []
  private var positions: [String: Int] = [:]

  subscript(key: String) -> Pair? { positions[key].map { pairs[$0] } }

  /// Adds a pair; an earlier one with the same key stays, and is returned.
  mutating func add(_ pair: Pair) -> Pair? {
    if let taken = positions[pair.key] { return pairs[taken] }
    positions[pair.key] = pairs.count
    pairs.append(pair)
    return nil
  }
}

/// A key, its value, and whether the file's defaults gave them.
struct Pair: Sendable {
  let key: String
  let keyMark: Mark
  var value: Node
  var isInherited = false

  /// Set on a key that is probably the rest of the value before it.
  var severed: Severed?
}

/// A value that a comma cut in two: `{matcher: 200,302}` reads as `matcher: 200` and a key `302`.
enum Severed: Hashable, Sendable {
  /// The first piece: the key it belongs to, and the whole value as it was probably meant.
  case head(key: String, text: String)
  /// A later piece; the first one tells.
  case tail
}
