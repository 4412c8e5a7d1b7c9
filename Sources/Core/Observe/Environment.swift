/// An MWAA environment, as GetEnvironment shows it.
///
/// https://docs.aws.amazon.com/mwaa/latest/API/API_Environment.html
package struct Environment: Hashable, Sendable {
  package var name: String
  package var arn: ARN

  /// MWAA's word, such as `AVAILABLE`; an unknown one is possible.
  package var status: String

  /// `PRIVATE_ONLY`, `PUBLIC_ONLY`, or a word that is newer than this program.
  package var accessMode: String

  /// The endpoint service behind the web server; nil in public mode and before it exists.
  package var webServerEndpointService: String?

  /// The endpoint service behind the metadata database, which is never moored to.
  package var databaseEndpointService: String?

  /// The web server's host name, without scheme, port or trailing dot.
  package var webServerHost: String?

  package var subnetIds: [String]
  package var securityGroupIds: [String]

  /// What Airflow takes for its own address (`webserver.base_url`); nil where it is not set.
  package var baseURL: String?

  /// `SERVICE`, or `CUSTOMER` where the owner makes the VPC endpoints; nil where MWAA doesn't say.
  package var endpointManagement: String?

  package init(
    name: String,
    arn: ARN,
    status: String,
    accessMode: String,
    webServerEndpointService: String? = nil,
    databaseEndpointService: String? = nil,
    webServerHost: String? = nil,
    subnetIds: [String] = [],
    securityGroupIds: [String] = [],
    baseURL: String? = nil,
    endpointManagement: String? = nil
  ) {
    self.name = name
    self.arn = arn
    self.status = status
    self.accessMode = accessMode
    self.webServerEndpointService = webServerEndpointService
    self.databaseEndpointService = databaseEndpointService
    self.webServerHost = webServerHost
    self.subnetIds = subnetIds
    self.securityGroupIds = securityGroupIds
    self.baseURL = baseURL
    self.endpointManagement = endpointManagement
  }
}
