/// The arguments of `check`.
struct CheckArguments: Hashable, Sendable {
  let spec: SpecArguments
  let format: CheckFormat

  /// The recording that stands in for AWS and DNS.
  let snapshot: String?

  /// Whether the addresses themselves are asked.
  let isProbing: Bool

  let connection: ConnectionArguments
  let output: OutputArguments

  init(_ line: TypedLine) throws(UsageError) {
    spec = try SpecArguments(line)
    format = try line.choice(.format, default: .text, later: CheckFormat.later)
    snapshot = try line.file(.snapshot)
    isProbing = line.isOn(.probe)
    if isProbing, snapshot != nil { throw .probedRecording }
    connection = try ConnectionArguments(line)
    output = try OutputArguments(line)
  }
}
