/// A binding's name where `*` stands for any text, also for none.
struct NamePattern: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init(_ text: String) { description = text }

  /// The patterns of `--only`; none for all bindings.
  static func all(of line: TypedLine) -> [NamePattern] {
    (line.values[.only] ?? []).map { NamePattern($0) }
  }

  /// Whether a name fits; in time linear in the name for each `*`, whatever the pattern.
  func matches(_ name: String) -> Bool {
    let pattern = Array(description.utf8)
    let name = Array(name.utf8)
    var (at, seen) = (0, 0)
    var retry: (pattern: Int, name: Int)?
    while seen < name.count {
      if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
        at += 1
        retry = (at, seen)
      } else if at < pattern.count, pattern[at] == name[seen] {
        at += 1
        seen += 1
      } else if let last = retry {
        // The last star takes one more character; earlier stars never need another look.
        retry = (last.pattern, last.name + 1)
        (at, seen) = (last.pattern, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension NamePattern {
  /// The bindings whose name fits a pattern; each pattern has to fit one, and without any all are.
  static func selected<Binding>(
    _ bindings: [Binding],
    _ name: (Binding) -> String,
    _ patterns: [NamePattern],
    in source: String
  ) throws(CommandFailure) -> [Binding] {
    guard !patterns.isEmpty else { return bindings }
    let names = bindings.map(name)
    let idle = patterns.filter { pattern in !names.contains(where: pattern.matches) }
    guard idle.isEmpty else {
      let error = UsageError.nothingMatches(idle.map(\.description), names: names, in: source)
      throw CommandFailure(.wrongUsage, error.description)
    }
    return bindings.filter { binding in patterns.contains { $0.matches(name(binding)) } }
  }
}
