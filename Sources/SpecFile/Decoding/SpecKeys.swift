/// The keys of each map of a spec.
enum SpecKeys {
  static let file = ["version", "defaults", "bindings"]
  static let binding = ["name"] + defaults
  static let defaults = [
    "region", "account", "assumeRole", "endpoint", "targetGroup", "listener", "safeguards",
  ]
  static let role = ["arn", "externalId", "sessionName"]
  static let endpointSources = [
    "mwaaEnvironment", "vpcEndpointId", "serviceName", "hostname", "addresses",
  ]
  static let endpoint =
    endpointSources + ["vpcId", "dns", "resolver", "assumeRole", "environmentAssumeRole"]
  static let targetGroup = [
    "name", "arn", "port", "protocol", "minimumTargets", "ownership", "healthCheck", "create",
  ]
  static let healthCheck = [
    "matcher", "path", "protocol", "port", "intervalSeconds", "timeoutSeconds",
    "healthyThreshold", "unhealthyThreshold",
  ]
  static let creation = ["vpcId", "ipAddressType", "tags"]
  static let listener = [
    "loadBalancer", "port", "protocol", "certificate", "sslPolicy", "rule",
  ]
  static let certificate = ["domain", "import"]
  static let certificateFiles = ["certificate", "chain", "privateKey"]
  static let rule = ["hosts", "priority"]
  static let safeguards = [
    "minimumHealthy", "minimumZones", "maximumDeregistrations", "healthyTimeout", "reassigned",
  ]
}
