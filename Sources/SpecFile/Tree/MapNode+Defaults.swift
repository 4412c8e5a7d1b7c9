extension MapNode {
  /// The map of a binding with what its file's defaults give beside it.
  ///
  /// | the binding's value | the default's | outcome |
  /// | --- | --- | --- |
  /// | none | any | the default's |
  /// | empty | any | none: the default is removed |
  /// | a map | a map | both, key by key |
  /// | anything else | any | the binding's; a list replaces a list |
  ///
  /// A certificate is taken whole, from one side. An endpoint source drops the default's, and the
  /// default's `vpcId` with it unless the binding names a service.
  func filled(from defaults: MapNode) -> MapNode { filled(from: defaults, as: .other("")) }

  fileprivate func filled(from defaults: MapNode, as part: Part) -> MapNode {
    let dropped = part == .endpoint ? keysReplacedInEndpoint : []
    var filled = MapNode()
    for pair in pairs {
      _ = filled.add(pair.filled(from: defaults[pair.key], as: part.inside(pair.key)))
    }
    for var pair in defaults.pairs where self[pair.key] == nil && !dropped.contains(pair.key) {
      pair.isInherited = true
      _ = filled.add(pair)
    }
    return filled
  }

  /// What the default's endpoint loses to this one.
  private var keysReplacedInEndpoint: [String] {
    let sources = SpecKeys.endpointSources
    guard sources.contains(where: { self[$0]?.value.isEmpty == false }) else { return [] }
    let isService = self["serviceName"]?.value.isEmpty == false
    return isService ? sources : sources + ["vpcId"]
  }

  /// The maps that merge by rules of their own.
  fileprivate enum Part: Equatable {
    case endpoint
    case certificate
    case other(String)

    func inside(_ key: String) -> Part {
      switch (self, key) {
      case (.other(""), "endpoint"): .endpoint
      case (.other("listener"), "certificate"): .certificate
      case (.other(""), _): .other(key)
      default: .other("\(key) deeper down")
      }
    }
  }
}

extension Pair {
  fileprivate func filled(from inherited: Pair?, as part: MapNode.Part) -> Pair {
    guard part != .certificate, case .map(let own) = value.kind,
      case .map(let defaults)? = inherited?.value.kind
    else { return self }
    var pair = self
    pair.value = Node(kind: .map(own.filled(from: defaults, as: part)), mark: value.mark)
    return pair
  }
}
