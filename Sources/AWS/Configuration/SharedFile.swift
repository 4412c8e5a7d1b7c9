/// The text of `~/.aws/config` or `~/.aws/credentials`, in sections and properties.
///
/// A line that begins with `#` or `;` is a comment, and so is what follows either after a blank, but in
/// `credential_process`. An indented line belongs to the property above it: it continues its text,
/// or, where that is empty, is a property of its own within it. A section that comes again adds to
/// the first; the later of two values counts. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>.
struct SharedFile: Sendable {
  /// By the section's header, such as `profile my team`, without quotes.
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
        try read(line, at: &place)
      } catch {
        throw .malformedFile(path: path, line: index + 1, why: error.why)
      }
    }
  }

  /// Scalars, not characters: an accent that follows a quote or an equals sign takes nothing from it.
  private typealias Text = Substring.UnicodeScalarView

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

  private mutating func read(_ line: Text, at place: inout Place) throws(Mistake) {
    let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
    let text = Self.trimmed(line)
    guard let first = text.first, first != "#", first != ";" else { return }
    if place.property != nil, indentation > place.indentation {
      try extend(text, at: place)
    } else if first == "[" {
      let section = try Self.header(text)
      place = Place(section: section, property: nil)
      sections[section, default: [:]].merge([:]) { $1 }
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

  private mutating func extend(_ text: Text, at place: Place) throws(Mistake) {
    guard let section = place.section, let key = place.property,
      var property = sections[section]?[key]
    else { return }
    if property.value.isEmpty {
      let (name, value) = try Self.split(text, at: ["="])
      property.nested[name] = String(Self.withoutComment(value))
    } else {
      property.value += "\n" + Self.value(text, of: key)
    }
    sections[section]?[key] = property
  }

  /// The text of `[kind "my name"]`, with one blank between the two and the name without quotes.
  private static func header(_ text: Text) throws(Mistake) -> String {
    guard let end = text.firstIndex(of: "]") else {
      throw Mistake(why: "the section's name has no closing bracket")
    }
    let whole = trimmed(text[..<end].dropFirst())
    guard !whole.isEmpty else { throw Mistake(why: "the section has no name") }
    let kind = whole.prefix { $0 != " " && $0 != "\t" }
    let name = trimmed(whole[kind.endIndex...])
    return name.isEmpty ? String(whole) : "\(String(kind)) \(String(unquoted(name)))"
  }

  private static func unquoted(_ name: Text) -> Text {
    guard let quote = name.first, quote == "\"" || quote == "'", name.count > 1 else { return name }
    let inside = name.dropFirst().dropLast()
    return name.last == quote && !inside.contains(quote) ? inside : name
  }

  private static func property(_ text: Text) throws(Mistake) -> (key: String, value: String) {
    // Python's files, which the AWS CLI reads, may have a colon for the sign.
    let (name, value) = try split(text, at: ["=", ":"])
    let key = name.lowercased()
    return (key, Self.value(value, of: key))
  }

  private static func split(
    _ text: Text,
    at signs: Set<Unicode.Scalar>
  ) throws(Mistake) -> (name: String, value: Text) {
    guard let sign = text.firstIndex(where: signs.contains) else {
      throw Mistake(why: "neither a [section] nor a property: there is no equals sign")
    }
    let name = trimmed(text[..<sign])
    guard !name.isEmpty else { throw Mistake(why: "there is no name before the equals sign") }
    return (String(name), trimmed(text[sign...].dropFirst()))
  }

  /// A property's text; a command's `#` and `;` are its own.
  private static func value(_ text: Text, of key: String) -> String {
    String(key == "credential_process" ? text : withoutComment(text))
  }

  private static func withoutComment(_ text: Text) -> Text {
    var previous: Unicode.Scalar = " "
    for index in text.indices {
      let scalar = text[index]
      if scalar == "#" || scalar == ";", previous == " " || previous == "\t" {
        return trimmed(text[..<index])
      }
      previous = scalar
    }
    return text
  }

  private static func trimmed(_ text: Text) -> Text {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else {
      return start[start.endIndex...]
    }
    return start[...last]
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
