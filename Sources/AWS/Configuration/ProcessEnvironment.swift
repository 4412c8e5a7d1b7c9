import FoundationEssentials

/// The environment variables of a process; an empty one counts as unset, as AWS's tools have it.
package struct ProcessEnvironment: Sendable {
  /// All of them, empty ones too, for a child process.
  let values: [String: String]

  package init(_ values: [String: String] = [:]) {
    self.values = values
  }

  /// The variables of this process, read once.
  ///
  /// Where `HOME` is not set, as under some supervisors, it is what the system says of the user.
  package static func current() -> ProcessEnvironment {
    let home = ["HOME": FileManager.default.homeDirectoryForCurrentUser.path]
    return ProcessEnvironment(home.merging(ProcessInfo.processInfo.environment) { $1 })
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

  /// A path as AWS's tools read it: with the values of `$NAME` and `${NAME}`, and the home folder for
  /// `~` at its start.
  ///
  /// What is not set stays as it is written. Supervisors pass such texts on as they are.
  func expanding(_ path: String) -> String {
    var expanded = ""
    var rest = path[...]
    while let sign = rest.firstIndex(of: "$") {
      expanded += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      let isBraced = rest.first == "{"
      let name = rest.dropFirst(isBraced ? 1 : 0).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      let after = rest[name.endIndex...]
      guard let value = values[String(name)], !isBraced || after.first == "}" else {
        expanded += "$"
        continue
      }
      expanded += value
      rest = after.dropFirst(isBraced ? 1 : 0)
    }
    expanded += rest
    guard expanded == "~" || expanded.hasPrefix("~/"), let home = self["HOME"] else {
      return expanded
    }
    return home + expanded.dropFirst()
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
