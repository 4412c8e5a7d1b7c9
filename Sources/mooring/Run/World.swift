import AWS
import Core
import Documents
import Engine

/// What a command looks at: AWS and DNS as they are, or a recording of them.
enum World: Sendable {
  case live(Observer)
  /// With the Region for bindings that name none.
  case recorded(Observation, region: String?)

  /// What was seen for one binding, or why nothing was.
  typealias Sight = Result<Observation, ObserveError>

  /// A recording where one is named, else AWS; nothing is asked yet.
  init(
    snapshot: String?,
    _ connection: ConnectionArguments,
    _ session: Session,
    depth: Observer.Depth = .plan
  ) throws(CommandFailure) {
    self =
      if let snapshot {
        try .recorded(in: snapshot, connection)
      } else {
        .live(try Observer(connection, session, depth: depth))
      }
  }

  /// A snapshot file; its only Region stands in for one that neither spec nor flag names.
  private static func recorded(
    in path: String,
    _ connection: ConnectionArguments
  ) throws(CommandFailure) -> World {
    let bytes = try CommandFiles.read(path, limit: JSON.maximumByteCount)
    let observation = try CommandFiles.document { () throws(DocumentError) in
      try SnapshotDocument.decode(bytes, file: path)
    }
    let regions = Set(observation.places.keys.map(\.region))
    let environment = ProcessEnvironment.current()
    let region =
      connection.flags.region ?? (regions.count == 1 ? regions.first : nil)
      ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"]
    return .recorded(observation, region: region)
  }

  var source: Plan.Source {
    switch self {
    case .live: .live
    case .recorded: .snapshot
    }
  }

  /// What is seen of each binding, in the order of the bindings.
  func sights(of bindings: [Binding]) async -> [Sight] {
    switch self {
    case .live(let observer): await observer.observe(bindings)
    case .recorded(let observation, _): bindings.map { .success(observation.withFiles(of: $0)) }
    }
  }

  /// The plan for a goal from what was seen of its binding.
  func plan(_ goal: Goal, from sight: Sight) -> BindingResult {
    let binding = goal.binding
    do throws(ObserveError) {
      let observation = try sight.get()
      let region = try region(of: binding)
      return .planned(goal.plan(region: region, in: observation))
    } catch {
      return .failed(FailedBinding(binding: binding, reason: "\(error)"))
    }
  }

  private func region(of binding: Binding) throws(ObserveError) -> String {
    switch self {
    case .live(let observer): return try observer.region(of: binding)
    case .recorded(_, let region):
      guard let region = binding.ownRegion ?? region else { throw .regionMissing }
      return region
    }
  }
}
