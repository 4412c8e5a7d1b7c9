/// An AWS service whose API is called.
package enum Service: String, CaseIterable, Hashable, Sendable {
  case mwaa
  case ec2
  case elbv2
  case acm
  case sts

  /// The leading part of the service's host name, before the Region.
  package var hostLabel: String {
    switch self {
    case .mwaa: "airflow"
    case .ec2: "ec2"
    case .elbv2: "elasticloadbalancing"
    case .acm: "acm"
    case .sts: "sts"
    }
  }

  /// The label that this API's operations put before their host, if any.
  ///
  /// MWAA's control plane is at `api.airflow.REGION`; the other MWAA APIs have labels of their own.
  package var hostPrefix: String? {
    self == .mwaa ? "api" : nil
  }

  /// The service's name in a signature's credential scope.
  package var signingName: String { hostLabel }

  /// The service's part of `AWS_ENDPOINT_URL_<SERVICE>`.
  package var environmentName: String {
    switch self {
    case .mwaa: "MWAA"
    case .ec2: "EC2"
    case .elbv2: "ELASTIC_LOAD_BALANCING_V2"
    case .acm: "ACM"
    case .sts: "STS"
    }
  }

  /// The service's key in a `[services NAME]` section of the config file.
  package var configurationKey: String {
    self == .elbv2 ? "elastic_load_balancing_v2" : rawValue
  }

  /// The form in which the service writes its errors.
  var errorFormat: ErrorFormat {
    switch self {
    case .mwaa, .acm: .json
    case .ec2, .elbv2, .sts: .xml
    }
  }

  enum ErrorFormat {
    case json
    case xml
  }
}
