/// A profile's properties, from the two files.
struct Profile: Sendable {
  let name: String
  let config: [String: SharedFile.Property]
  let credentials: [String: SharedFile.Property]

  /// A property's text, where the credentials file goes before the config file; nil for an empty one.
  func value(_ key: String) -> String? {
    guard let value = (credentials[key] ?? config[key])?.value, !value.isEmpty else { return nil }
    return value
  }

  func setting(_ key: String) -> Setting? {
    value(key).map { Setting(value: $0, source: "\(key) of the profile \"\(name)\"") }
  }
}

extension Profile: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "profile \"\(name)\"" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: []) }
}
