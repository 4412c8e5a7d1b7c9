import SigV4

/// The body of a request in the `query` and `ec2` protocols: names and values, in order.
///
/// Lists are numbered from 1: `Name.member.1` in `query`, `Name.1` in `ec2`. Nothing is written for
/// an absent value or an empty list.
struct QueryForm: Hashable, Sendable {
  private(set) var fields: [Field]

  struct Field: Hashable, Sendable {
    var name: String
    var value: String
  }

  /// A form that begins with the operation and its API version, as AWS's own clients write it.
  init(_ operation: APIOperation, version: String) {
    fields = [
      Field(name: "Action", value: operation.rawValue),
      Field(name: "Version", value: version),
    ]
  }

  mutating func set(_ name: String, _ value: String?) {
    guard let value else { return }
    fields.append(Field(name: name, value: value))
  }

  mutating func set(_ name: String, _ value: Int?) {
    set(name, value.map { String($0) })
  }

  /// Writes the values of a list under their numbered names.
  mutating func set(_ prefix: String, _ values: [String]) {
    for (index, value) in values.enumerated() {
      set("\(prefix).\(index + 1)", value)
    }
  }

  /// Writes the parts of each element of a list, under the element's numbered name.
  mutating func set<Element>(
    _ prefix: String,
    each elements: [Element],
    write: (_ form: inout QueryForm, _ name: String, _ element: Element) -> Void
  ) {
    for (index, element) in elements.enumerated() {
      write(&self, "\(prefix).\(index + 1)", element)
    }
  }

  /// The form as `application/x-www-form-urlencoded`: a space is `+`, and of the rest only
  /// `A-Z a-z 0-9 - . _ ~` stand for themselves.
  var encoded: String {
    var text = ""
    text.reserveCapacity(fields.count * 40)
    for field in fields {
      if !text.isEmpty { text += "&" }
      text += PercentEncoding.encode(field.name, spacesArePluses: true)
      text += "="
      text += PercentEncoding.encode(field.value, spacesArePluses: true)
    }
    return text
  }
}
