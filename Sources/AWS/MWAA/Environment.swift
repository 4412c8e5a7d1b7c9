extension MWAA {
  /// An Airflow environment; of its many members those that say where its web server is.
  package struct Environment: Hashable, Sendable {
    package var name: String
    package var arn: String

    /// MWAA's word, such as `AVAILABLE`.
    package var status: String

    /// `PRIVATE_ONLY`, `PUBLIC_ONLY`, or what AWS adds.
    package var webserverAccessMode: String

    /// The host name of the web server.
    ///
    /// AWS documents it both with and without `https://`; a port and a trailing dot may follow. Nil
    /// until the web server exists.
    package var webserverURL: String?

    /// The endpoint service of the web server, usable as EC2's filter `service-name`.
    ///
    /// Nil for an environment of public access, and until the service exists.
    package var webserverVPCEndpointService: String?

    package var databaseVPCEndpointService: String?

    package var subnetIDs: [String]
    package var securityGroupIDs: [String]

    /// Airflow's `webserver.base_url`, or `api.base_url` as version 3 calls it.
    ///
    /// Nil where it is not set. No other of the configuration options is read, for they may hold
    /// secrets.
    package var baseURL: String?

    /// `SERVICE`, or `CUSTOMER` where the VPC endpoints are made by the environment's owner.
    package var endpointManagement: String?
  }
}

extension MWAA.Environment: Decodable {
  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case arn = "Arn"
    case status = "Status"
    case webserverAccessMode = "WebserverAccessMode"
    case webserverURL = "WebserverUrl"
    case webserverVPCEndpointService = "WebserverVpcEndpointService"
    case databaseVPCEndpointService = "DatabaseVpcEndpointService"
    case networkConfiguration = "NetworkConfiguration"
    case configurationOptions = "AirflowConfigurationOptions"
    case endpointManagement = "EndpointManagement"
  }

  private struct ConfigurationOptions: Decodable {
    var baseURL: String?
    var baseURLOfVersion3: String?

    private enum CodingKeys: String, CodingKey {
      case baseURL = "webserver.base_url"
      case baseURLOfVersion3 = "api.base_url"
    }
  }

  private struct NetworkConfiguration: Decodable {
    var subnetIDs: [String]?
    var securityGroupIDs: [String]?

    private enum CodingKeys: String, CodingKey {
      case subnetIDs = "SubnetIds"
      case securityGroupIDs = "SecurityGroupIds"
    }
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    name = try members.decode(String.self, forKey: .name)
    arn = try members.decode(String.self, forKey: .arn)
    status = try members.decode(String.self, forKey: .status)
    webserverAccessMode = try members.decode(String.self, forKey: .webserverAccessMode)
    webserverURL = try members.text(.webserverURL)
    webserverVPCEndpointService = try members.text(.webserverVPCEndpointService)
    databaseVPCEndpointService = try members.text(.databaseVPCEndpointService)
    let network = try members.decodeIfPresent(
      NetworkConfiguration.self,
      forKey: .networkConfiguration
    )
    subnetIDs = network?.subnetIDs ?? []
    securityGroupIDs = network?.securityGroupIDs ?? []
    let options = try members.decodeIfPresent(
      ConfigurationOptions.self,
      forKey: .configurationOptions
    )
    baseURL = options?.baseURL ?? options?.baseURLOfVersion3
    endpointManagement = try members.text(.endpointManagement)
  }
}
