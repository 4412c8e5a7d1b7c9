import AWS
import Core

struct IAMPolicyArguments: Hashable, Sendable {
  let spec: SpecArguments
  let purpose: AccessNeeds.Purpose

  /// Whose policy is printed; nil for the credentials that the run begins with.
  let role: ARN?

  /// What tells the Region of bindings that name none.
  let connection: ClientSettings.Flags

  let output: OutputArguments

  init(_ line: TypedLine) throws(UsageError) {
    spec = try SpecArguments(line)
    guard line.isOn(.purpose) else { throw .missingFlag(.purpose, of: .iamPolicy) }
    purpose = try line.choice(.purpose, default: .plan)
    connection = try ConnectionArguments(line).flags
    output = try OutputArguments(line)
    guard let text = line.value(of: .role) else {
      role = nil
      return
    }
    guard let arn = ARN(text) else {
      throw .invalidValue(.role, text, expected: "a role's ARN, as the spec has it")
    }
    role = arn
  }

  /// The command line that prints a role's policy, as a shell reads it.
  func command(for role: ARN) -> String {
    var words = ["mooring", "iam-policy"]
    words += [FlagName.purpose.typed, purpose.rawValue, FlagName.role.typed, role.description]
    for pattern in spec.only { words += [FlagName.only.typed, pattern.description] }
    if let profile = connection.profile { words += [FlagName.profile.typed, profile] }
    if let region = connection.region { words += [FlagName.region.typed, region] }
    if spec.paths.contains(where: { $0.hasPrefix("-") && $0 != "-" }) { words.append("--") }
    words += spec.paths
    return words.map(\.shellQuoted).joined(separator: " ")
  }
}

extension String {
  /// The text as one word of a shell's command line.
  fileprivate var shellQuoted: String {
    let isPlain = utf8.allSatisfy { byte in
      let scalar = Unicode.Scalar(byte)
      return scalar.properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
        || "-_./:@,+=".unicodeScalars.contains(scalar)
    }
    return isPlain && !isEmpty ? self : "'\(replacing("'", with: "'\\''"))'"
  }
}
