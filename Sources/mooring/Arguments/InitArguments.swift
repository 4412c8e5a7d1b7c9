import Core
import SpecFile

/// The arguments of `init`: what is not left to be found out or asked.
struct InitArguments: Hashable, Sendable {
  let environment: String?
  let vpcEndpoint: String?

  /// A name or an ARN.
  let targetGroup: String?

  let loadBalancer: String?
  let certificate: SpecDraft.Certificate?

  /// In lower case, without wildcards.
  let host: String?

  let name: String?

  /// Nil for standard output.
  let out: String?

  let connection: ConnectionArguments
  let output: OutputArguments

  init(_ line: TypedLine) throws(UsageError) {
    if let word = line.operands.first { throw .unexpectedOperand(word, of: .initialize) }
    environment = line.value(of: .environment)
    vpcEndpoint = line.value(of: .vpcEndpoint)
    if environment != nil, vpcEndpoint != nil { throw .eitherFlag(.environment, .vpcEndpoint) }
    targetGroup = line.value(of: .targetGroup)
    loadBalancer = line.value(of: .loadBalancer)
    certificate = try Self.certificate(line)
    host = try Self.host(line)
    name = line.value(of: .bindingName)
    if let name, SpecDraft.bindingName(from: name) != name {
      throw .invalidValue(.bindingName, name, expected: "1 to 63 of a-z, 0-9 and -")
    }
    let file = line.value(of: .out) ?? "mooring.yaml"
    out = file == "-" ? nil : file
    connection = try ConnectionArguments(line)
    output = try OutputArguments(line)
  }

  private static func certificate(_ line: TypedLine) throws(UsageError) -> SpecDraft.Certificate? {
    let domain = line.value(of: .domain)
    guard let text = line.value(of: .certificate) else { return domain.map { .domain($0) } }
    guard domain == nil else { throw .eitherFlag(.certificate, .domain) }
    guard let arn = ARN(text), arn.service == "acm" else {
      throw .invalidValue(.certificate, text, expected: "a certificate's ARN")
    }
    return .arn(arn)
  }

  private static func host(_ line: TypedLine) throws(UsageError) -> String? {
    guard let text = line.value(of: .host) else { return nil }
    guard let host = HostName.ruleName(text) else {
      throw .invalidValue(.host, text, expected: "a host name without wildcards")
    }
    return host
  }
}
