@testable import Core
@testable import SpecFile

/// A parser of what comes from outside, with what it promises for any bytes at all.
///
/// `scripts/fuzz` runs each under libFuzzer, and the tests for a moment with inputs of their own.
enum FuzzedParser: String, CaseIterable, Sendable {
  /// Answers of EC2, ELBv2 and STS, and their errors.
  case xml

  /// Answers of the other services, and the documents of this program.
  case json

  /// The shared files of AWS's tools.
  case ini

  /// Specs.
  case yaml

  case arn

  /// Parses an input in each way that the program does.
  ///
  /// - Returns: the promise that was broken, in words; nil for none.
  func take(_ bytes: [UInt8]) -> String? {
    switch self {
    case .xml: Self.takeXML(bytes)
    case .json: Self.takeJSON(bytes)
    case .ini: Self.takeINI(bytes)
    case .yaml: Self.takeYAML(bytes)
    case .arn: Self.takeARN(bytes)
    }
  }

  /// Texts that mean something to the parser; both kinds of fuzzing put them into inputs.
  var words: [String] {
    switch self {
    case .xml:
      [
        "<a>", "</a>", "<a/>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.0\"?>", "<?p ",
        "?>", "<!DOCTYPE a [", "<!ENTITY b \"c\">", "&b;", "&amp;", "&lt;", "&#13;", "&#x10FFFF;",
        "&#0;", "xmlns=\"u\"", "xmlns:n=\"u\"", "n:", " k=\"v\"", "encoding=\"UTF-16\"",
        "encoding=\"ISO-8859-1\"", "<member>", "<item>", "\u{FEFF}", "\r\n", "é", "\u{0}",
      ]
    case .json:
      [
        "{", "}", "[", "]", "{\"a\":", ",", ":", "null", "true", "false", "\"\"", "\"\\u0000\"",
        "\\ud83d\\ude00", "\\ud800", "\\\"", "\\\\", "-0", "1e400", "-1", "0.5", "007",
        "9223372036854775807", "9223372036854775808", "\"version\":1", "\"__type\":",
        "\"message\":", "\"Environment\":", "\"Certificate\":", "\u{FEFF}", "é", "e\u{301}",
        "\u{0}",
      ]
    case .ini:
      [
        "[default]", "[profile a]", "[services b]", "[sso-session c]", "[", "]", "\n", "\r\n", "=",
        " = ", "#", " #", ";", " ;", "\t", "  ", "\n  ", "\"", "'", "region", "ec2 =\n  a = b",
        "\u{FEFF}", "\u{301}", "\u{2028}", "\u{85}", "İ", "\u{0}",
      ]
    case .yaml:
      [
        "*a", "&a ", "!t ", "<<: ", "? ", ": ", "- ", "[", "]", "{", "}", ",", "\"", "'", "|\n",
        ">-\n", "#", "\n", "\r", "\t", "  ", "---\n", "...\n", "%YAML 1.1\n", "@", "`", "null", "~",
        "\u{0}", "\u{FEFF}", "\u{2028}", "\u{85}", "é", "0x1", "1e9", "99999999999999999999",
        "\\ud800", "\\x41", "version: 1\n", "bindings:\n", "defaults:\n", "endpoint:",
        "targetGroup:", "listener:", "safeguards:", "arn:aws:iam::123456789012:role/a",
      ]
    case .arn:
      [
        "arn:", "aws", "aws-cn", "aws-us-gov", "iam", "s3", "::", ":", "us-west-2", "123456789012",
        "１２", "/", "*", " ", "\n", "\u{0}", "é", "\u{301}",
      ]
    }
  }
}

extension FuzzedParser {
  private static func takeARN(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let arn = ARN(text) else { return nil }
    guard arn.description.utf8.elementsEqual(text.utf8) else {
      return "an ARN is written otherwise than it was read"
    }
    return ARN(arn.description) == arn ? nil : "an ARN is read in two ways"
  }
}
