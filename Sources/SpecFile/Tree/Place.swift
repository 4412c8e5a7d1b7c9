/// The part of a spec that an error is about, as far as it is known.
struct Place: Hashable, Sendable {
  /// `binding airflow-prod`, `bindings[1]` where the name is not known, `defaults`, or nothing.
  var subject = ""

  /// The keys from there on: `targetGroup.healthCheck`, `endpoint.addresses[2]`, or nothing.
  var path = ""

  func key(_ key: String) -> Place {
    let key = key.escapedForMessage
    return Place(subject: subject, path: path.isEmpty ? key : "\(path).\(key)")
  }

  func entry(_ index: Int) -> Place { Place(subject: subject, path: "\(path)[\(index)]") }

  /// A binding by its name, or by its place in the list where it has none that can be shown.
  static func binding(named name: String?, at index: Int) -> Place {
    guard let name = name.flatMap(TextForm.bindingName.parse) else {
      return Place(subject: "bindings[\(index)]")
    }
    return Place(subject: "binding \(name)")
  }
}
