/// A target as a call names it.
struct NamedTarget: Hashable {
  var id: String

  /// Nil for the group's own port.
  var port: Int?

  var zone: String?
}
