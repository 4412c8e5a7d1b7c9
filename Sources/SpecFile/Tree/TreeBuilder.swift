/// Builds the tree of a YAML text, and complains about what a spec may not have in it.
///
/// Complaints about single nodes are gathered and the tree goes on; a syntax error or a limit ends
/// it.
struct TreeBuilder {
  private(set) var complaints: [Complaint] = []
  private var open: [OpenCollection] = []
  private var root: Node?
  private var nodes = 0
  private var isEnded = false

  /// The tree of a text; nil where the text has none, or none that can be trusted.
  ///
  /// A text with nothing in it has no tree, and nothing is complained about.
  static func tree(of text: SourceText) -> (root: Node?, complaints: [Complaint]) {
    var builder = TreeBuilder()
    do throws(Complaint) {
      try builder.read(text)
    } catch {
      return (nil, builder.complaints + [error])
    }
    return (builder.root, builder.complaints)
  }

  private mutating func read(_ text: SourceText) throws(Complaint) {
    var events = YAMLEventReader(text.bytes)
    while !isEnded {
      let event: YAMLEvent?
      do throws(YAMLProblem) {
        event = try events.next()
      } catch {
        throw error.complaint(in: text)
      }
      guard let event else { return }
      try take(event)
    }
  }

  private mutating func take(_ event: YAMLEvent) throws(Complaint) {
    if event.anchor != nil { complain(event.mark, "a spec can't have anchors (`&`)") }
    if event.tag != nil { complain(event.mark, "a spec can't have tags (`!`)") }
    switch event.kind {
    case .streamStart, .documentEnd: return
    case .documentStart:
      guard root == nil else {
        complain(event.mark, "a spec is one YAML document; here begins another")
        isEnded = true
        return
      }
    case .alias(let name):
      complain(
        event.mark,
        "a spec can't have aliases (`*`); "
          + "if the text is meant, quote it: \"*\(name.escapedForMessage)\""
      )
      try add(Node(kind: .broken, mark: event.mark))
    case .scalar(let text, let isPlain):
      try add(Node(kind: .scalar(text: text, isPlain: isPlain), mark: event.mark))
    case .listStart: try begin(.list(event.mark, []))
    case .mapStart(let isFlow): try begin(.map(OpenMap(mark: event.mark, isFlow: isFlow)))
    case .listEnd, .mapEnd:
      switch open.popLast() {
      case .list(let mark, let entries)?: try add(Node(kind: .list(entries), mark: mark))
      case .map(let map)?: try add(Node(kind: .map(map.closed), mark: map.mark))
      case nil: return
      }
    }
  }

  private mutating func begin(_ collection: OpenCollection) throws(Complaint) {
    guard open.count < Limits.depth else {
      let mark = collection.mark
      throw Complaint(
        mark: mark,
        message: "maps and lists are nested more than \(Limits.depth) deep"
      )
    }
    open.append(collection)
  }

  private mutating func add(_ node: Node) throws(Complaint) {
    nodes += 1
    guard nodes <= Limits.nodes else {
      throw Complaint(
        mark: node.mark,
        message: "the file has more than \(Limits.nodes) keys and values"
      )
    }
    switch open.popLast() {
    case nil: root = node
    case .list(let mark, var entries)?:
      entries.append(node)
      open.append(.list(mark, entries))
    case .map(var map)?:
      let complaint = map.take(node)
      open.append(.map(map))
      if let complaint { complain(complaint.mark, complaint.message) }
    }
  }

  private mutating func complain(_ mark: Mark, _ message: String) {
    complaints.append(Complaint(mark: mark, place: place, message: message))
  }

  /// Where the next node belongs, from the collections that are open.
  private var place: Place {
    var place = Place()
    for (depth, collection) in open.enumerated() {
      switch collection {
      case .list(_, let entries):
        place =
          depth == 1 && place.path == "bindings"
          ? bindingPlace(entries.count) : place.entry(entries.count)
      case .map(let map):
        guard case .text(let key, _)? = map.key else { return place }
        place = depth == 0 && key == "defaults" ? Place(subject: key) : place.key(key)
      }
    }
    return place
  }

  private func bindingPlace(_ index: Int) -> Place {
    guard open.count > 2, case .map(let map) = open[2] else {
      return Place.binding(named: nil, at: index)
    }
    return Place.binding(named: map.pairs["name"]?.value.text, at: index)
  }
}
