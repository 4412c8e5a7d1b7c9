/// A spec's bytes once they are known to be text that every reader shows alike.
///
/// Refused are, beside what YAML 1.2 refuses (section 5.1), characters that libyaml takes for a line
/// break and an editor may not: what a reviewer sees as a comment must not be a key.
struct SourceText {
  /// UTF-8 without byte order mark.
  let bytes: [UInt8]

  init(_ source: [UInt8]) throws(Complaint) {
    guard source.count <= Limits.bytes else {
      throw Complaint(
        mark: .start,
        message: "the file has \(source.count) bytes; a spec has at most \(Limits.bytes)"
      )
    }
    bytes = source.starts(with: Self.byteOrderMark) ? Array(source.dropFirst(3)) : source
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let isUTF16 = source.starts(with: [0xff, 0xfe]) || source.starts(with: [0xfe, 0xff])
      throw complaint(
        at: error.byteOffsets.lowerBound,
        "the file is not UTF-8" + (isUTF16 ? "; it looks like UTF-16: save it as UTF-8" : "")
      )
    }
    for index in bytes.indices {
      guard let name = forbiddenCharacter(at: index) else { continue }
      throw complaint(at: index, "\(name) is not allowed in a spec")
    }
  }

  /// The word that stands at a position: up to a blank or a bracket, at most 80 bytes.
  func word(at mark: Mark) -> String {
    let rest = line(mark.line).unicodeScalars.dropFirst(mark.column - 1)
    let word = rest.prefix(80).prefix { !" \t,[]{}#\r\"'".unicodeScalars.contains($0) }
    return String(String.UnicodeScalarView(word))
  }

  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  private func line(_ number: Int) -> String {
    let lines = bytes.split(
      separator: 0x0a,
      maxSplits: number,
      omittingEmptySubsequences: false
    )
    guard number >= 1, lines.count >= number else { return "" }
    return String(decoding: lines[number - 1], as: UTF8.self)
  }

  private func complaint(at offset: Int, _ message: String) -> Complaint {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    return Complaint(
      mark: Mark(
        line: before.count { $0 == 0x0a } + 1,
        column: bytes[lineStart..<offset].count { $0 & 0xc0 != 0x80 } + 1
      ),
      message: message
    )
  }

  private func forbiddenCharacter(at index: Int) -> String? {
    let byte = bytes[index]
    if byte >= 0x20, byte < 0x7f { return nil }
    func next(_ distance: Int) -> UInt8 {
      index + distance < bytes.count ? bytes[index + distance] : 0
    }
    switch byte {
    case 0x09, 0x0a: return nil
    case 0x0d: return next(1) == 0x0a ? nil : "a carriage return without a line feed"
    case 0x00: return "a NUL byte"
    case 0x01...0x1f, 0x7f: return "the control character \\u{\(String(byte, radix: 16))}"
    case 0xc2 where next(1) < 0xa0:
      return "the control character \\u{\(String(next(1), radix: 16))}"
    case 0xe2 where next(1) == 0x80 && (0xa8...0xa9).contains(next(2)):
      return "the line separator \\u{20\(next(2) == 0xa8 ? "28" : "29")}"
    case 0xef where next(1) == 0xbb && next(2) == 0xbf: return "a byte order mark inside the text"
    case 0xef where next(1) == 0xbf && next(2) >= 0xbe:
      return "the non-character \\u{\(next(2) == 0xbe ? "fffe" : "ffff")}"
    default: return nil
    }
  }
}
