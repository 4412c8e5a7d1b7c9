/// What could be read of one file, and everything that is wrong with it.
struct DecodedFile {
  let name: String
  private(set) var bindings: [DecodedBinding] = []
  var complaints: [Complaint] = []

  init(_ source: SpecSource) {
    name = source.name
    do throws(Complaint) {
      let tree = TreeBuilder.tree(of: try SourceText(source.bytes))
      complaints = tree.complaints
      if let root = tree.root {
        decode(root, baseDirectory: source.baseDirectory)
      } else if complaints.isEmpty {
        throw Complaint(
          mark: .start,
          message: "the file is empty; a spec wants `version: 1` and `bindings`"
        )
      }
    } catch {
      complaints.append(error)
    }
  }

  private mutating func decode(_ root: Node, baseDirectory: String) {
    guard case .map(let map) = root.kind else {
      if !root.isBroken {
        let message = "a spec is a map with `version`, `bindings` and optional `defaults`"
        complaints.append(Complaint(mark: root.mark, message: message))
      }
      return
    }
    let fields = Fields(map: map, place: Place(), anchor: root.mark)
    var decoder = SpecDecoder(baseDirectory: baseDirectory)
    if decoder.isReadable(fields) {
      bindings = decoder.bindings(in: fields)
    }
    complaints += decoder.complaints
  }
}

extension SpecDecoder {
  /// Whether the file is of the version that is read here; another one may have other keys.
  fileprivate mutating func isReadable(_ fields: Fields) -> Bool {
    let version = required("version", .version, in: fields)
    guard let version, version != 1, let field = fields["version"] else { return true }
    complain(field, "version \(version) is not known here; this mooring reads version 1")
    return false
  }

  fileprivate mutating func bindings(in file: Fields) -> [DecodedBinding] {
    check(keys: SpecKeys.file, of: file)
    let defaults = defaults(in: file)
    require("bindings", in: file)
    guard let field = file["bindings"] else { return [] }
    guard case .list(let nodes) = field.node.kind, !nodes.isEmpty else {
      let isList = if case .list = field.node.kind { true } else { false }
      complain(
        field,
        isList ? "the list is empty" : field.node.wrongKind(wanting: "a list of bindings")
      )
      return []
    }
    guard defaults.nodeCount * nodes.count <= Limits.inheritedNodes else {
      complain(field, "the defaults are too large for \(nodes.count) bindings; write several files")
      return []
    }
    return nodes.enumerated().compactMap { binding($1, at: $0, of: field, defaults: defaults) }
  }

  private mutating func binding(
    _ node: Node,
    at index: Int,
    of list: Field,
    defaults: MapNode
  ) -> DecodedBinding? {
    guard case .map(let map) = node.kind else {
      complain(list, entry: index, node, node.wrongKind(wanting: "a map: one binding"))
      return nil
    }
    let place = Place.binding(named: map["name"]?.value.text, at: index)
    let filled = map.filled(from: defaults)
    return binding(Fields(map: filled, place: place, anchor: node.mark))
  }

  private mutating func defaults(in file: Fields) -> MapNode {
    guard let field = file["defaults"] else { return MapNode() }
    guard case .map(let map) = field.node.kind else {
      complain(field, field.node.wrongKind(wanting: "a map with keys of a binding"))
      return MapNode()
    }
    defaults(Fields(map: map, place: Place(subject: "defaults"), anchor: field.keyMark))
    return map
  }
}

extension MapNode {
  /// The keys and values in the map, at any depth.
  fileprivate var nodeCount: Int { pairs.reduce(0) { $0 + 1 + $1.value.nodeCount } }
}

extension Node {
  fileprivate var nodeCount: Int {
    switch kind {
    case .scalar, .broken: 1
    case .list(let nodes): nodes.reduce(1) { $0 + $1.nodeCount }
    case .map(let map): 1 + map.nodeCount
    }
  }
}
