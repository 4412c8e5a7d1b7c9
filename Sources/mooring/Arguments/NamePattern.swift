/// A binding's name where `*` stands for any text, also for none.
struct NamePattern: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init(_ text: String) { description = text }

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
