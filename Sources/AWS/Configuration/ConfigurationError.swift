/// Why AWS can't be asked with what is configured.
package enum ConfigurationError: Error, Hashable, Sendable {
  case unreadableFile(FileError)

  /// A line of a configuration file is not what it may be.
  case malformedFile(path: String, line: Int, why: String)

  /// A profile that was asked for by name is in none of the files; the hint may be empty.
  case noSuchProfile(name: String, source: String, files: [String], hint: String)

  case invalidRegion(text: String, source: String)

  /// A URL of an API host can't be used; the text says why.
  case invalidURL(text: String, source: String, why: String)

  /// A profile names a `[services]` section that isn't there.
  case noSuchServices(name: String, profile: String, file: String)

  /// A setting has a text that it can't have; the last says which it can.
  case invalidValue(text: String, source: String, allowed: String)

  /// The file of certificates to trust can't be read; the text says why.
  case unusableBundle(path: String, source: String, why: String)
}

extension ConfigurationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadableFile(let error):
      "The AWS configuration file \(error.path) can't be used: \(error.why)."
    case .malformedFile(let path, let line, let why):
      "\(path):\(line): \(why)"
    case .noSuchProfile(let name, let source, let files, let hint):
      """
      The profile "\(name)" of \(source) is not in \
      \(files.isEmpty ? "any file (HOME is not set)" : files.joined(separator: " or ")).\
      \(hint.isEmpty ? "" : " \(hint)")
      """
    case .invalidRegion(let text, let source):
      """
      \(source) is "\(text)", which is no Region. A Region is written like us-west-2.
      """
    case .invalidURL(let text, let source, let why):
      """
      \(source) is "\(text)", which is no URL to send requests to: \(why). Write it like \
      https://host:port/prefix.
      """
    case .noSuchServices(let name, let profile, let file):
      """
      The profile "\(profile)" names the services "\(name)", but \(file) has no section \
      [services \(name)]. Add the section, or take the line `services = \(name)` out.
      """
    case .invalidValue(let text, let source, let allowed):
      "\(source) is \"\(text)\", but can only be \(allowed). Correct it, or leave it out."
    case .unusableBundle(let path, let source, let why):
      """
      The CA bundle \(path) of \(source) can't be used: \(why). Name a file of certificates in \
      PEM form, or leave the setting out to trust the system's.
      """
    }
  }
}
