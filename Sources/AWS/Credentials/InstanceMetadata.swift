/// Where and how patiently EC2's instance metadata is asked.
///
/// See <https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html>. For each setting the
/// variable goes before the profile's key.
struct InstanceMetadata: Hashable, Sendable {
  let host: APIHost

  /// The time for one request, 1 s by default.
  let timeOutSeconds: Int

  /// How often a request is sent that gets no answer, 1 by default.
  let attempts: Int

  static let source = "EC2 instance metadata"

  init(
    _ environment: ProcessEnvironment,
    _ profile: Profile?
  ) throws(CredentialError) {
    func setting(_ variable: String, _ key: String) -> Setting? {
      environment.first(of: [variable]) ?? profile?.setting(key)
    }
    host = try Self.host(
      setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint"),
      mode: setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode"),
      usesIPv6: setting("AWS_IMDS_USE_IPV6", "imds_use_ipv6")?.isTrue ?? false
    )
    timeOutSeconds = try Self.count(
      setting("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout")
    )
    attempts = try Self.count(
      setting("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts")
    )
  }

  private static func host(
    _ setting: Setting?,
    mode: Setting?,
    usesIPv6: Bool
  ) throws(CredentialError) -> APIHost {
    let isIPv6 = try mode.map(isIPv6) ?? usesIPv6
    guard let setting else {
      let address = isIPv6 ? "[fd00:ec2::254]" : "169.254.169.254"
      return APIHost(origin: HTTPOrigin(scheme: .http, host: address))
    }
    do throws(ConfigurationError) {
      return try APIHost(setting)
    } catch {
      throw .misconfigured(source: source, why: "\(error)".shownLine)
    }
  }

  private static func isIPv6(_ mode: Setting) throws(CredentialError) -> Bool {
    switch mode.value.lowercased() {
    case "ipv4": return false
    case "ipv6": return true
    default:
      throw .misconfigured(
        source: source,
        why: "\(mode.source) is \"\(mode.value.shownLine)\", and may be ipv4 or ipv6"
      )
    }
  }

  /// A number from 1 to 3600; 1 where none is set.
  private static func count(_ setting: Setting?) throws(CredentialError) -> Int {
    guard let setting else { return 1 }
    guard let number = Int(setting.value), (1...3600).contains(number) else {
      throw .misconfigured(
        source: source,
        why: "\(setting.source) is \"\(setting.value.shownLine)\", and may be from 1 to 3600"
      )
    }
    return number
  }
}
