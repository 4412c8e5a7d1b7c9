import AWS

/// Which bindings a command is about.
struct SpecArguments: Hashable, Sendable {
  /// Files, directories, or `-`; empty for `mooring.yaml` in the working directory.
  let paths: [String]

  /// Empty for all bindings.
  let only: [NamePattern]

  init(_ line: TypedLine) throws(UsageError) {
    guard !line.operands.contains("") else { throw .emptyOperand }
    guard line.operands.count(where: { $0 == "-" }) < 2 else { throw .repeatedStandardInput }
    paths = line.operands
    only = NamePattern.all(of: line)
  }

  /// Whether the spec comes from standard input.
  var readsStandardInput: Bool { paths.contains("-") }
}

/// How AWS is reached.
struct ConnectionArguments: Hashable, Sendable {
  /// Profile, Region and API host; the last two are known to be well-formed.
  var flags: ClientSettings.Flags

  /// Requests at a time, 1 to 256.
  let parallelism: Int

  init(_ line: TypedLine) throws(UsageError) {
    flags = ClientSettings.Flags(
      profile: line.value(of: .profile),
      region: line.value(of: .region),
      endpointURL: line.value(of: .endpointURL)
    )
    var alone = flags
    alone.profile = nil
    do throws(ConfigurationError) {
      // With nothing else to read, only the flags can be wrong.
      _ = try ClientSettings(
        flags: alone,
        environment: ProcessEnvironment(),
        files: FileReader { (_) throws(AWS.FileError) in nil }
      )
    } catch {
      throw .configuration("\(error)")
    }
    parallelism = try line.number(.parallelism, default: 16, in: 1...256)
  }
}

/// How a run talks: none of it changes what the run does.
struct OutputArguments: Hashable, Sendable {
  let color: ColorChoice
  let isQuiet: Bool
  let logLevel: LogLevel
  let logFormat: LogFormat

  init(_ line: TypedLine) throws(UsageError) {
    color = try line.choice(.color, default: .auto)
    isQuiet = line.isOn(.quiet)
    logLevel = try line.choice(.logLevel, default: .warning)
    logFormat = try line.choice(.logFormat, default: .text)
  }
}
