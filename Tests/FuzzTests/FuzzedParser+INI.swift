@testable import AWS

extension FuzzedParser {
  static func takeINI(_ bytes: [UInt8]) -> String? {
    guard let file = try? SharedFile(parsing: bytes, path: "/config") else { return nil }
    let written = text(of: file)
    guard let again = try? SharedFile(parsing: Array(written.utf8), path: "/config") else {
      return "a file isn't read when it is written again"
    }
    return again.sections == file.sections
      ? nil : "a file is read otherwise when it is written again"
  }

  private static func text(of file: SharedFile) -> String {
    var lines: [String] = []
    for (name, properties) in file.sections {
      lines.append(header(name))
      for (key, property) in properties {
        let values = property.value.split(separator: "\n", omittingEmptySubsequences: false)
        lines.append("\t" + line(key, String(values[0])))
        lines += values.dropFirst().map { "\t\t\($0)" }
        lines += property.nested.map { "\t\t" + line($0.key, $0.value) }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ key: String, _ value: String) -> String { "\(key) = \(value)" }

  /// A name needs quotes where it has blanks at an end, or would lose quotes of its own.
  private static func header(_ section: String) -> String {
    let kind = section.unicodeScalars.prefix { $0 != " " }
    guard kind.endIndex < section.endIndex else { return "[\(section)]" }
    let name = section.unicodeScalars[kind.endIndex...].dropFirst()
    let quote = !needsQuotes(name) ? "" : name.contains("\"") ? "'" : "\""
    return "[\(String(kind)) \(quote)\(String(name))\(quote)]"
  }

  private static func needsQuotes(_ name: Substring.UnicodeScalarView) -> Bool {
    guard let first = name.first, let last = name.last else { return true }
    let isQuoted = ["\"", "'"].contains(first) && last == first && name.count > 1
    let losesQuotes = isQuoted && !name.dropFirst().dropLast().contains(first)
    return losesQuotes || blanks.contains(first) || blanks.contains(last)
  }

  private static let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r"]
}
