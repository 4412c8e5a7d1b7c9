/// What is read of an answer at most, be it XML or JSON.
package enum AnswerLimits {
  /// In bytes; EC2's longest page is a few megabytes.
  package static let size = 10 * 1024 * 1024

  /// How deep elements, or lists and objects, may be nested; AWS's answers stay below ten.
  static let depth = 64
}
