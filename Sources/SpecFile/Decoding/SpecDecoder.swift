/// Turns the maps of one file into the parts of bindings, and gathers what is wrong on the way.
///
/// The defaults are decoded twice: once alone, where their mistakes are told, and as part of each
/// binding, where only what the binding makes of them is.
struct SpecDecoder {
  let baseDirectory: String
  private(set) var complaints: [Complaint] = []

  /// Set while the defaults are decoded alone: what is missing may come from a binding.
  var isPartial = false

  init(baseDirectory: String) {
    self.baseDirectory = baseDirectory
  }

  /// Complains about the value of a field.
  mutating func complain(_ field: Field, _ message: String) {
    guard !field.isInherited, !field.node.isBroken else { return }
    complain(at: field.node.mark, field.place, message)
  }

  /// Complains about one entry of a list.
  mutating func complain(_ field: Field, entry index: Int, _ node: Node, _ message: String) {
    guard !field.isInherited, !node.isBroken else { return }
    complain(at: node.mark, field.place.entry(index), message)
  }

  /// Complains about something that a map lacks.
  mutating func complain(missingIn fields: Fields, _ message: String) {
    guard !isPartial else { return }
    complain(at: fields.anchor, fields.place, message)
  }

  /// Complains about fields that can't stand together; the error points to the binding's own.
  mutating func complain(conflict fields: [Field], in map: Fields, _ message: String) {
    guard let own = fields.first(where: { !$0.isInherited }) else { return }
    complain(at: own.keyMark, map.place, message)
  }

  mutating func complain(at mark: Mark, _ place: Place, _ message: String) {
    complaints.append(Complaint(mark: mark, place: place, message: message))
  }
}
