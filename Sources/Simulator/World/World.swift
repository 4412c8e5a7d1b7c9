import Core

/// All accounts and Regions, alive; times are milliseconds since 1970.
struct World {
  let limits: Limits
  private let caller: AccountID
  private(set) var names: [NameSighting]
  private var answers: [HealthAnswer]
  private(set) var estates: [Place: Estate]

  /// What the certificate files held that the world was observed with; no call changes them.
  private let files: [CertificateFiles]

  /// The tags of resources, by ARN; an observation has those of target groups and mooring's own of
  /// certificates.
  var tags: [String: [Tag]] = [:]

  /// How many ids were made up so far.
  private var madeUp = 0

  init(_ world: Observation, limits: Limits, at now: Int) {
    self.limits = limits
    caller = world.caller
    names = world.names
    answers = world.answers
    files = world.files
    var reaches: [String: Reach] = [:]
    estates = [:]
    for (place, resources) in world.places {
      let reach = reaches[place.region] ?? Reach(world, region: place.region)
      reaches[place.region] = reach
      estates[place] = Estate(resources, reach: reach, limits: limits, at: now)
      for group in resources.targetGroups where !group.tags.isEmpty {
        tags[group.arn.description] = Self.tags(of: group)
      }
      for certificate in resources.certificates {
        tags[certificate.arn.description] = certificate.imported.map(Self.tags)
      }
    }
  }

  /// The world as `mooring snapshot` would record it if it saw everything.
  mutating func observed(at now: Int, observedAt: Int) -> Observation {
    for place in estates.keys { estates[place]?.advance(to: now) }
    return Observation(
      observedAt: observedAt,
      caller: caller,
      places: estates.mapValues { withTags($0.observed(at: now)) },
      names: names,
      answers: answers,
      files: files
    )
  }

  /// Replaces the world by an edited one; targets that the edit left alone live on as they were.
  mutating func replace(with edited: Observation, at now: Int) {
    var successor = World(edited, limits: limits, at: now)
    for place in successor.estates.keys {
      guard let former = estates[place] else { continue }
      successor.estates[place]?.inherit(from: former, at: now)
    }
    successor.inheritTags(from: self, edited.places.values)
    successor.madeUp = madeUp
    self = successor
  }

  /// Runs one operation on the estate of a place, which is empty where the world shows none.
  mutating func withEstate<Result>(
    _ place: Place,
    _ body: (inout Estate) throws(ServiceError) -> Result
  ) throws(ServiceError) -> Result {
    guard let index = estates.index(forKey: place) else {
      var empty = Estate()
      return try body(&empty)
    }
    return try body(&estates.values[index])
  }

  /// A new id: sixteen hexadecimal digits, the same in every run.
  mutating func newDigits() -> String {
    madeUp += 1
    return MadeUpId.digits(of: "\(caller) \(madeUp)")
  }
}
