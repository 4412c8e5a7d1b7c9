/// A value that was configured, and where: a flag, a variable, or a key of a file.
struct Setting: Hashable, Sendable {
  var value: String
  var source: String

  /// Whether the value is `true`, in any case; every other text is false, as AWS's tools have it.
  var isTrue: Bool { value.lowercased() == "true" }
}
