/// What the shared config and credentials files say, by profile.
///
/// They are `~/.aws/config` and `~/.aws/credentials`, or where `AWS_CONFIG_FILE` and
/// `AWS_SHARED_CREDENTIALS_FILE` point. A file that isn't there is an empty one.
package struct SharedConfiguration: Sendable {
  private let config: SharedFile
  private let credentials: SharedFile

  /// Where the files are, or would be; nil without a home directory.
  let configPath: String?
  let credentialsPath: String?

  package init(
    environment: ProcessEnvironment,
    files: FileReader
  ) throws(ConfigurationError) {
    configPath = Self.path(environment, "AWS_CONFIG_FILE", "config")
    credentialsPath = Self.path(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials")
    config = try Self.file(configPath, files)
    credentials = try Self.file(credentialsPath, files)
  }

  /// The places where a profile is looked for.
  var paths: [String] { [configPath, credentialsPath].compactMap { $0 } }

  /// A profile, with what each of the files says of it; nil when neither knows it.
  func profile(_ name: String) -> Profile? {
    let said =
      config.sections["profile \(name)"] ?? (name == "default" ? config.sections[name] : nil)
    let secret = credentials.sections[name]
    guard said != nil || secret != nil else { return nil }
    return Profile(name: name, config: said ?? [:], credentials: secret ?? [:])
  }

  /// What most likely went wrong when a profile isn't found.
  func hint(forMissing name: String) -> String {
    config.sections[name] == nil
      ? "" : "The config file has a section [\(name)]; call it [profile \(name)]."
  }

  /// The properties of `[services NAME]`.
  func services(_ name: String) -> [String: SharedFile.Property]? {
    config.sections["services \(name)"]
  }

  /// The properties of `[sso-session NAME]`.
  func ssoSession(_ name: String) -> [String: SharedFile.Property]? {
    config.sections["sso-session \(name)"]
  }

  private static func path(
    _ environment: ProcessEnvironment,
    _ variable: String,
    _ name: String
  ) -> String? {
    environment[variable].map(environment.expanding)
      ?? environment["HOME"].map { "\($0)/.aws/\(name)" }
  }

  private static func file(
    _ path: String?,
    _ files: FileReader
  ) throws(ConfigurationError) -> SharedFile {
    // The usual way to say that there is no file; not every reader of files can read it.
    guard let path, path != "/dev/null" else { return SharedFile() }
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try files.read(path)
    } catch {
      throw .unreadableFile(error)
    }
    guard let bytes else { return SharedFile() }
    return try SharedFile(parsing: bytes, path: path)
  }
}

/// The files hold secret keys: only where they are is shown.
extension SharedConfiguration: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package var description: String { "AWS configuration from \(paths.joined(separator: " and "))" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
