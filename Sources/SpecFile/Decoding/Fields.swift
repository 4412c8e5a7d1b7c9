/// A map that is being decoded, and where it stands.
struct Fields {
  let map: MapNode
  let place: Place

  /// Where an error about something that is not there points: the nearest key of the binding itself.
  let anchor: Mark

  /// Whether all of it comes from the defaults, where its mistakes are told once.
  var isInherited = false

  /// What stands under a key; nil where nothing does, or an empty value.
  subscript(key: String) -> Field? {
    guard let pair = map[key], !pair.value.isEmpty else { return nil }
    return Field(pair, in: self)
  }

  /// What stands under a key of the map under another key.
  subscript(part: String, key: String) -> Field? {
    guard let field = self[part], case .map(let map) = field.node.kind else { return nil }
    let inside = Fields(
      map: map,
      place: field.place,
      anchor: anchor,
      isInherited: field.isInherited
    )
    return inside[key]
  }
}

/// An entry of a list that could be read.
struct Entry<Value> {
  let index: Int
  let node: Node
  let value: Value
}

/// A key with a value, and where it stands.
struct Field {
  let key: String
  let keyMark: Mark
  let node: Node
  let place: Place
  let isInherited: Bool

  init(_ pair: Pair, in fields: Fields) {
    key = pair.key
    keyMark = pair.keyMark
    node = pair.value
    place = fields.place.key(pair.key)
    isInherited = pair.isInherited || fields.isInherited
  }
}
