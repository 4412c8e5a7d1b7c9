/// Why the body of a successful answer was not understood.
enum ReadingError: Error, Hashable, Sendable {
  /// The answer lacks a member that it must have, such as `TargetGroups.2.TargetGroupArn`.
  case missing(member: String)

  /// The answer is not what the operation answers; the text says what is wrong.
  case unreadable(String)
}
