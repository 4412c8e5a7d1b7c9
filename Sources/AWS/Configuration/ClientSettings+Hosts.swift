extension ClientSettings {
  /// Finds the custom API hosts.
  ///
  /// For each service the first of these counts:
  ///
  /// 1. the flag `--endpoint-url`
  /// 2. `AWS_ENDPOINT_URL_<SERVICE>`
  /// 3. `AWS_ENDPOINT_URL`
  /// 4. the service's `endpoint_url` in the section `[services X]` that the profile names
  /// 5. the profile's own `endpoint_url`
  ///
  /// All but the first are ignored where `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` or the profile's
  /// `ignore_configured_endpoint_urls` is true. See
  /// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>.
  static func hosts(
    _ flags: Flags,
    _ environment: ProcessEnvironment,
    _ profile: Profile?,
    _ shared: SharedConfiguration
  ) throws(ConfigurationError) -> APIHosts {
    func isOn(_ variable: String, _ key: String) -> Bool {
      (environment.first(of: [variable]) ?? profile?.setting(key))?.isTrue ?? false
    }
    let addsHostPrefix = !isOn(
      "AWS_DISABLE_HOST_PREFIX_INJECTION",
      "disable_host_prefix_injection"
    )
    if let url = flags.endpointURL {
      let host = try APIHost(Setting(value: url, source: "--endpoint-url"))
      return APIHosts(all: host, addsHostPrefix: addsHostPrefix)
    }
    var hosts = APIHosts(addsHostPrefix: addsHostPrefix)
    guard
      !isOn("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")
    else { return hosts }

    let services = try Self.services(of: profile, in: shared)
    for service in Service.allCases {
      let setting =
        environment.first(of: ["AWS_ENDPOINT_URL_\(service.environmentName)", "AWS_ENDPOINT_URL"])
        ?? services?.url(of: service)
        ?? profile?.setting("endpoint_url")
      if let setting { hosts.custom[service] = try APIHost(setting) }
    }
    return hosts
  }

  /// The section that a profile's `services` names.
  private struct Services {
    let name: String
    let properties: [String: SharedFile.Property]

    func url(of service: Service) -> Setting? {
      let nested = properties[service.configurationKey]?.nested
      guard let url = nested?["endpoint_url"], !url.isEmpty else { return nil }
      return Setting(
        value: url,
        source: "\(service.configurationKey) endpoint_url of [services \(name)]"
      )
    }
  }

  private static func services(
    of profile: Profile?,
    in shared: SharedConfiguration
  ) throws(ConfigurationError) -> Services? {
    guard let profile, let name = profile.value("services") else { return nil }
    guard let properties = shared.services(name) else {
      throw .noSuchServices(
        name: name,
        profile: profile.name,
        file: shared.configPath ?? "the config file"
      )
    }
    return Services(name: name, properties: properties)
  }
}
