/// An AWS service whose API is called.
package enum Service: String, CaseIterable, Hashable, Sendable {
  case mwaa
  case ec2
  case elbv2
  case acm
  case sts

  /// IAM Identity Center's portal, which gives the credentials of a role.
  case sso

  /// IAM Identity Center's tokens.
  case ssoOIDC = "sso-oidc"

  /// The leading part of the service's host name, before the Region.
  package var hostLabel: String {
    switch self {
    case .mwaa: "airflow"
    case .ec2: "ec2"
    case .elbv2: "elasticloadbalancing"
    case .acm: "acm"
    case .sts: "sts"
    case .sso: "portal.sso"
    case .ssoOIDC: "oidc"
    }
  }

  /// Whether it serves only to get credentials.
  ///
  /// What stands for every service's host doesn't stand for such a one's on the command line.
  package var isForSigningIn: Bool { self == .sso || self == .ssoOIDC }

  /// The label that this API's operations put before their host, if any.
  ///
  /// MWAA's control plane is at `api.airflow.REGION`; the other MWAA APIs have labels of their own.
  package var hostPrefix: String? {
    self == .mwaa ? "api" : nil
  }

  /// The service's name in a signature's credential scope.
  package var signingName: String {
    switch self {
    case .mwaa, .ec2, .elbv2, .acm, .sts: hostLabel
    case .sso: "awsssoportal"
    case .ssoOIDC: "sso-oauth"
    }
  }

  /// The service's part of `AWS_ENDPOINT_URL_<SERVICE>`.
  package var environmentName: String {
    switch self {
    case .mwaa: "MWAA"
    case .ec2: "EC2"
    case .elbv2: "ELASTIC_LOAD_BALANCING_V2"
    case .acm: "ACM"
    case .sts: "STS"
    case .sso: "SSO"
    case .ssoOIDC: "SSO_OIDC"
    }
  }

  /// The service's key in a `[services NAME]` section of the config file.
  package var configurationKey: String {
    environmentName.lowercased()
  }

  /// The form in which the service writes its errors.
  var errorFormat: ErrorFormat {
    switch self {
    case .mwaa, .acm, .sso, .ssoOIDC: .json
    case .ec2, .elbv2, .sts: .xml
    }
  }

  enum ErrorFormat {
    case json
    case xml
  }
}
