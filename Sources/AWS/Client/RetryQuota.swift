/// How much sending again an account may still do in a Region.
///
/// Each retry takes tokens, and a success gives some back, so that where everything fails, a run
/// soon stops making it worse. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>.
struct RetryQuota: Hashable, Sendable {
  static let capacity = 500

  /// What a success gives back that wanted no retry.
  static let firstTrySuccess = 1

  private(set) var tokens = capacity

  /// Takes the tokens of a retry; false, and nothing is taken, where there are too few.
  mutating func take(_ cost: Int) -> Bool {
    guard cost <= tokens else { return false }
    tokens -= cost
    return true
  }

  /// Gives tokens back, up to the capacity.
  mutating func giveBack(_ amount: Int) {
    tokens = min(tokens + amount, Self.capacity)
  }
}
