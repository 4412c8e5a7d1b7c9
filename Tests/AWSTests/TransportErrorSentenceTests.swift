import Testing

@testable import AWS

/// What an operator reads where no answer came, word for word.
@Suite struct TransportErrorSentenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let kind: TransportError.Kind
    var operation = APIOperation.describeSubnets
    var host = "ec2.us-wst-2.amazonaws.com"
    let next: String

    var testDescription: String { "\(kind) of \(host)" }
  }

  private static func misspelled(_ region: String, _ host: String, _ service: String) -> String {
    "Is the Region \(region) spelled so, and does it have this service? (A Region that the account "
      + "hasn't enabled has such a name all the same.) If so, look at this machine's DNS "
      + "(`getent hosts \(host)`), or name another API host in AWS_ENDPOINT_URL_\(service)."
  }

  private static func unknown(_ host: String) -> String {
    "Is the host spelled so in --endpoint-url, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_EC2 or the "
      + "profile? If so, look at this machine's DNS (`getent hosts \(host)`)."
  }

  static let cases: [Case] = [
    Case(
      kind: .nameNotResolved,
      next: misspelled("us-wst-2", "ec2.us-wst-2.amazonaws.com", "EC2")
    ),
    Case(
      kind: .nameNotResolved,
      operation: .getEnvironment,
      host: "api.airflow.us-wst-2.amazonaws.com",
      next: misspelled("us-wst-2", "api.airflow.us-wst-2.amazonaws.com", "MWAA")
    ),
    Case(
      kind: .nameNotResolved,
      operation: .describeRules,
      host: "elasticloadbalancing-fips.cn-norht-1.amazonaws.com.cn",
      next: misspelled(
        "cn-norht-1",
        "elasticloadbalancing-fips.cn-norht-1.amazonaws.com.cn",
        "ELASTIC_LOAD_BALANCING_V2"
      )
    ),
    Case(
      kind: .nameNotResolved,
      host: "ec2.us-wst-2.api.aws",
      next: misspelled("us-wst-2", "ec2.us-wst-2.api.aws", "EC2")
    ),
    Case(kind: .nameNotResolved, host: "aws.corp.example:8443", next: unknown("aws.corp.example")),
    Case(kind: .nameNotResolved, host: "ec2.corp.example", next: unknown("ec2.corp.example")),
    Case(
      kind: .notConnected,
      next: "Check the way to it: routes, security groups, the VPC endpoint, HTTPS_PROXY, and "
        + "AWS_ENDPOINT_URL."
    ),
    Case(
      kind: .proxyRefused,
      host: "ec2.us-west-2.amazonaws.com",
      next:
        "Check HTTPS_PROXY (its host and port, and the user and password that a 407 asks for) and "
        + "that the proxy lets ec2.us-west-2.amazonaws.com through, or put "
        + "ec2.us-west-2.amazonaws.com into NO_PROXY."
    ),
    Case(
      kind: .tlsFailed,
      next:
        "Nothing was sent. Is there a server with TLS 1.2 or later at this host and port, and does "
        + "nothing on the way, such as a firewall, end the handshake?"
    ),
    Case(
      kind: .issuerUnknown,
      next:
        "Nothing was sent, as nobody trusted here vouches for the host: where a proxy has "
        + "certificates of its own, name its CA in AWS_CA_BUNDLE."
    ),
    Case(
      kind: .nameNotCertified,
      host: "ec2.corp.example:8443",
      next:
        "Nothing was sent, as another host answers to this name: is it spelled so in "
        + "--endpoint-url, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_EC2 or the profile, and does it lead "
        + "to the right address (`getent hosts ec2.corp.example`)?"
    ),
    Case(
      kind: .certificateOutOfDate,
      next:
        "Nothing was sent. Check this machine's clock (`timedatectl`); if it is right, the host, or "
        + "a proxy with certificates of its own, needs a new one."
    ),
    Case(
      kind: .trustUnreadable,
      next:
        "Nothing was sent. Name a file of certificates in PEM form in AWS_CA_BUNDLE or ca_bundle, "
        + "or leave the setting out to trust the system's."
    ),
    Case(
      kind: .timedOut,
      next: "Try again; if it stays so, look for what is slow or silent between here and AWS."
    ),
    Case(
      kind: .cutOff,
      next: "Try again; if it stays so, look for what ends the connection between here and AWS."
    ),
    Case(
      kind: .tooLong,
      next: "Is something between here and AWS, such as a proxy, answering in its place?"
    ),
  ]

  @Test(arguments: cases)
  func `a host that doesn't answer is named, with why and what to look at`(example: Case) {
    let error = ServiceError.transport(
      operation: example.operation,
      host: example.host,
      TransportError(example.kind, detail: "curl's words")
    )
    #expect(
      error.description
        == "\(example.operation.rawValue) got no answer from \(example.host): curl's words. "
        + "\(example.next) There is no request id, as no answer came."
    )
  }
}
