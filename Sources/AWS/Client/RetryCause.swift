/// Why a request is sent again.
package enum RetryCause: Hashable, Sendable {
  /// AWS said that there were too many requests.
  case throttled

  /// What failed passes: a server's failure, a lost connection, no connection.
  case transient

  /// AWS refused the time of the signature, and this machine's clock is wrong.
  case clockSkew

  /// What it takes from the ``RetryQuota``.
  var cost: Int { self == .throttled ? 5 : 14 }
}
