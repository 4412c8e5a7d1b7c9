import Simulation

/// What the command line asks for.
struct Arguments: Sendable {
  var first: UInt64 = 1
  var seeds: UInt64 = 1000
  var replayed: UInt64?
  var stopsAtFirst = false
  var prefersHash = false

  /// The kinds of troubles that come; nil for all.
  var kinds: Set<String>?

  static let usage = """
    usage: simulate [--seeds N] [--from N] [--faults all|none|KIND,KIND] [--stop-at-first] [--hash]
           simulate --seed N [--faults all|none|KIND,KIND]
    """

  /// Nil where a word is not understood.
  init?(_ words: some Sequence<String>) {
    var words = Array(words)[...]
    while let word = words.popFirst() {
      switch word {
      case "--stop-at-first": stopsAtFirst = true
      case "--hash": prefersHash = true
      case "--faults":
        guard let value = words.popFirst() else { return nil }
        kinds = value == "all" ? nil : Set(value.split(separator: ",").map(String.init))
      case "--seeds", "--from", "--seed":
        guard let number = words.popFirst().flatMap(UInt64.init) else { return nil }
        switch word {
        case "--seeds": seeds = number
        case "--from": first = number
        default: replayed = number
        }
      default: return nil
      }
    }
  }

  /// What a seed decides, but for the kinds of troubles that are left out.
  func scenario(of seed: UInt64) -> Scenario {
    var scenario = Scenario(seed: seed)
    if let kinds { scenario.keepTroubles(kinds.contains) }
    return scenario
  }
}
