/// A list or map whose end has not been read yet.
enum OpenCollection {
  case list(Mark, [Node])
  case map(OpenMap)

  var mark: Mark {
    switch self {
    case .list(let mark, _): mark
    case .map(let map): map.mark
    }
  }
}

/// A map whose end has not been read yet.
struct OpenMap {
  /// The key that waits for its value.
  enum Key {
    case text(String, Mark)
    /// A key that was complained about; its value is dropped.
    case unusable
  }

  let mark: Mark
  let isFlow: Bool
  var pairs = MapNode()
  var key: Key?

  /// Takes a key or a value, whichever is due; returns what is wrong with it.
  mutating func take(_ node: Node) -> Complaint? {
    switch key {
    case nil: return takeKey(node)
    case .unusable?:
      key = nil
      return nil
    case .text(let text, let mark)?:
      key = nil
      let pair = Pair(key: text, keyMark: mark, value: node)
      // The pieces of a severed value may repeat.
      guard let earlier = pairs.add(pair), !(isFlow && pair.isBare) else { return nil }
      return Complaint(
        mark: mark,
        message: "duplicate key \(text.quoted); line \(earlier.keyMark.line) has it already"
      )
    }
  }

  private mutating func takeKey(_ node: Node) -> Complaint? {
    key = .unusable
    switch node.kind {
    case .broken: return nil
    case .list, .map: return Complaint(mark: node.mark, message: "a key must be text")
    case .scalar("<<", true):
      return Complaint(
        mark: node.mark,
        message: "a spec can't have merge keys (`<<`); use `defaults`"
      )
    case .scalar("", _): return Complaint(mark: node.mark, message: "a key is empty")
    case .scalar(let text, _):
      key = .text(text, node.mark)
      return nil
    }
  }

  /// The map with the pieces of severed values marked.
  var closed: MapNode {
    guard isFlow else { return pairs }
    var marked = MapNode()
    var index = 0
    while index < pairs.pairs.count {
      let pair = pairs.pairs[index]
      let pieces = pairs.pairs[(index + 1)...].prefix { $0.isBare }
      _ = marked.add(pair)
      if let text = pair.plainText {
        let whole = ([text] + pieces.prefix(8).map(\.key)).joined(separator: ",")
        for (offset, piece) in pieces.enumerated() {
          var piece = piece
          piece.severed = offset == 0 ? .head(key: pair.key, text: whole) : .tail
          _ = marked.add(piece)
        }
      } else {
        for piece in pieces { _ = marked.add(piece) }
      }
      index += 1 + pieces.count
    }
    return marked
  }
}

extension Pair {
  /// A key with nothing after it.
  fileprivate var isBare: Bool {
    if case .scalar("", true) = value.kind { true } else { false }
  }

  fileprivate var plainText: String? {
    if case .scalar(let text, true) = value.kind, !text.isEmpty { text } else { nil }
  }
}
