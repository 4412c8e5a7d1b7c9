/// The text of `~/.aws/config` or `~/.aws/credentials`, in sections and properties.
///
/// A line that begins with `#` or `;` is a comment, and so is what follows either after a blank. An
/// indented line belongs to the property above it: it continues its text, or, where that is empty,
/// is a property of its own within it. A section that comes again adds to the first; the later
/// of two values counts. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>.
struct SharedFile: Sendable {
  /// By the section's header, its words joined by one blank.
  private(set) var sections: [String: [String: Property]] = [:]

  struct Property: Hashable, Sendable {
    var value: String
    var nested: [String: String] = [:]
  }

  static let sizeLimit = 1024 * 1024

  init() {}

  init(parsing bytes: [UInt8], path: String) throws(ConfigurationError) {
    guard bytes.count <= Self.sizeLimit else {
      throw .unreadableFile(FileError(path: path, why: "it is longer than 1 MiB"))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadableFile(FileError(path: path, why: "it is not UTF-8"))
    }
    var place = Place()
    let scalars = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
    let lines = scalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
    for (index, line) in lines.enumerated() {
      do throws(Mistake) {
        try read(String(line), at: &place)
      } catch {
        throw .malformedFile(path: path, line: index + 1, why: error.why)
      }
    }
  }

  /// Where in the file a line stands.
  private struct Place {
    var section: String?
    var property: String?

    /// How far the property is indented; what is indented further belongs to it.
    var indentation = 0
  }

  private struct Mistake: Error {
    var why: String
  }

  private mutating func read(_ line: String, at place: inout Place) throws(Mistake) {
    let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
    let text = Self.withoutComment(line)
    guard !text.isEmpty else { return }
    if text.hasPrefix("["), indentation == 0 {
      let section = try Self.header(text)
      place = Place(section: section, property: nil)
      sections[section, default: [:]].merge([:]) { $1 }
    } else if place.property != nil, indentation > place.indentation {
      try extend(text, at: place)
    } else {
      let (key, value) = try Self.property(text)
      guard let section = place.section else {
        throw Mistake(why: "a property stands before the first [section]")
      }
      sections[section]?[key] = Property(value: value)
      place.property = key
      place.indentation = indentation
    }
  }

  private mutating func extend(_ text: String, at place: Place) throws(Mistake) {
    guard let section = place.section, let key = place.property,
      var property = sections[section]?[key]
    else { return }
    if property.value.isEmpty {
      let (name, value) = try Self.property(text)
      property.nested[name] = value
    } else {
      property.value += "\n" + text
    }
    sections[section]?[key] = property
  }

  /// The words of `[profile "my name"]`, joined by one blank and without quotes.
  private static func header(_ text: String) throws(Mistake) -> String {
    guard let end = text.firstIndex(of: "]") else {
      throw Mistake(why: "the section's name has no closing bracket")
    }
    let name = text[text.index(after: text.startIndex)..<end].filter { $0 != "\"" && $0 != "'" }
    let words = name.split { $0 == " " || $0 == "\t" }
    guard !words.isEmpty else { throw Mistake(why: "the section has no name") }
    return words.joined(separator: " ")
  }

  private static func property(_ text: String) throws(Mistake) -> (key: String, value: String) {
    guard let sign = text.firstIndex(of: "=") else {
      throw Mistake(why: "neither a [section] nor a property: there is no equals sign")
    }
    let key = trimmed(text[..<sign])
    guard !key.isEmpty else { throw Mistake(why: "there is no name before the equals sign") }
    return (key.lowercased(), trimmed(text[text.index(after: sign)...]))
  }

  private static func withoutComment(_ line: String) -> String {
    var text = line[...]
    var previous: Character = " "
    for index in line.indices {
      let character = line[index]
      if character == "#" || character == ";", previous == " " || previous == "\t" {
        text = line[..<index]
        break
      }
      previous = character
    }
    return trimmed(text)
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(start[...last])
  }
}

/// The text may be a secret key: only how long it is is shown.
extension SharedFile.Property: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  var description: String { "\(value.utf8.count) bytes" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: []) }
}
