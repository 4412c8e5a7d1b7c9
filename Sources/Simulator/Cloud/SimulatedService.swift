/// The services that answer, by the signing names that stand in a credential scope.
enum SimulatedService: String, Hashable {
  case mwaa = "airflow"
  case ec2 = "ec2"
  case elbv2 = "elasticloadbalancing"
  case acm = "acm"
  case sts = "sts"

  /// The form in which a service takes calls and writes errors.
  enum WireProtocol {
    case query
    case ec2
    case json
    case restJSON
  }

  var wireProtocol: WireProtocol {
    switch self {
    case .elbv2, .sts: .query
    case .ec2: .ec2
    case .acm: .json
    case .mwaa: .restJSON
    }
  }

  /// The API's version, which is part of a form's call and of an XML answer's namespace.
  var version: String {
    switch self {
    case .mwaa: "2020-07-01"
    case .ec2: "2016-11-15"
    case .elbv2: "2015-12-01"
    case .acm: "2015-12-08"
    case .sts: "2011-06-15"
    }
  }

  var namespace: String {
    switch self {
    case .ec2: "http://ec2.amazonaws.com/doc/\(version)/"
    case .sts: "https://sts.amazonaws.com/doc/\(version)/"
    default: "http://\(rawValue).amazonaws.com/doc/\(version)/"
    }
  }
}
