extension ELBv2 {
  /// A label on a resource; keys are unique on it, and both parts compare with case.
  package struct Tag: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }
}

extension ELBv2.Tag {
  func write(to form: inout QueryForm, as name: String) {
    form.set("\(name).Key", key)
    form.set("\(name).Value", value)
  }
}
