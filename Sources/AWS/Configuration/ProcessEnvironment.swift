import FoundationEssentials

/// The environment variables of a process; an empty one counts as unset, as AWS's tools have it.
package struct ProcessEnvironment: Sendable {
  private let values: [String: String]

  package init(_ values: [String: String] = [:]) {
    self.values = values
  }

  /// The variables of this process, read once.
  package static func current() -> ProcessEnvironment {
    ProcessEnvironment(ProcessInfo.processInfo.environment)
  }

  package subscript(name: String) -> String? {
    guard let value = values[name], !value.isEmpty else { return nil }
    return value
  }

  /// The first variable of several that is set, with its name.
  func first(of names: [String]) -> Setting? {
    for name in names {
      if let value = self[name] { return Setting(value: value, source: name) }
    }
    return nil
  }
}

/// The values may be secret: only how many there are is shown.
extension ProcessEnvironment: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package var description: String { "\(values.count) environment variables" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
