/// Why one attempt failed, with what decides whether there is another.
struct AttemptFailure: Error, Hashable, Sendable {
  var error: ServiceError

  /// How long AWS asks to wait, from the header `x-amz-retry-after`.
  var retryAfterMilliseconds: Int?

  /// What the refusal of a signature tells of this machine's clock.
  var skew: ClockSkew.Reading?
}

extension HTTPResponse {
  /// The milliseconds of the header `x-amz-retry-after`; nil without it, and where it is no number.
  var retryAfterMilliseconds: Int? {
    guard let milliseconds = value(of: "x-amz-retry-after").flatMap({ Int($0) }), milliseconds >= 0
    else { return nil }
    return milliseconds
  }
}
