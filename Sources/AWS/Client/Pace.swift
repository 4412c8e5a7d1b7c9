/// How fast requests to one account and Region go out after AWS said that there were too many.
///
/// Until then they go as they come. From the first refusal on each waits for its turn: turns are an
/// interval apart, which doubles with a refusal and shrinks with each request that AWS takes, until
/// there is none again. Requests that were under way when the pace changed don't change it again:
/// forty refusals of one burst are one piece of news.
///
/// ELBv2 lets an account make ten `Describe*` calls a second in a Region, once forty are used up,
/// so that is the pace to begin with. All services share it: they are asked by the same run.
/// See <https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html>.
struct Pace: Hashable, Sendable {
  /// Whether a request may be sent.
  enum Turn: Hashable, Sendable {
    /// It is, and the pace is that of a round; whoever sends it reports with the round.
    case now(round: Int)
    case wait(milliseconds: Int)
  }

  static let firstIntervalMilliseconds = 100
  static let longestIntervalMilliseconds = 1000

  /// How long a request waits at most, however many want a turn.
  static let longestWaitMilliseconds = 60_000

  /// Shorter intervals than that hold nothing back that matters.
  private static let shortestIntervalMilliseconds = 5

  /// The time between two turns; 0 while nobody waits.
  private(set) var intervalMilliseconds = 0

  /// When the next turn is, in milliseconds since 1970.
  private var nextTurn = 0

  /// How often the pace was slowed down.
  private var round = 0

  /// Takes a turn, or says how long to wait before asking again.
  ///
  /// `waited` is how long the request has waited for this turn so far.
  mutating func turn(at now: Int, waited: Int) -> Turn {
    guard intervalMilliseconds > 0 else { return .now(round: round) }
    let wait = nextTurn - now
    if waited >= Self.longestWaitMilliseconds { return .now(round: round) }
    // A turn further away than any interval: the machine's clock was set back.
    if wait <= 0 || wait > Self.longestIntervalMilliseconds {
      nextTurn = now + intervalMilliseconds
      return .now(round: round)
    }
    return .wait(milliseconds: wait)
  }

  /// Slows down: AWS refused a request of a round because there were too many.
  mutating func slowDown(at now: Int, round sent: Int) {
    guard sent == round else { return }
    round += 1
    intervalMilliseconds =
      intervalMilliseconds == 0
      ? Self.firstIntervalMilliseconds
      : min(2 * intervalMilliseconds, Self.longestIntervalMilliseconds)
    nextTurn = now + intervalMilliseconds
  }

  /// Speeds up by a thirty-second part: AWS took a request of a round.
  mutating func speedUp(round sent: Int) {
    guard sent == round, intervalMilliseconds > 0 else { return }
    intervalMilliseconds -= max(1, intervalMilliseconds / 32)
    if intervalMilliseconds < Self.shortestIntervalMilliseconds { intervalMilliseconds = 0 }
  }
}
