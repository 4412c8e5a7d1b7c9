extension ClientSettings {
  /// Finds the API hosts: custom ones, and what AWS's own are to be like.
  ///
  /// For each service the first of these is its custom host:
  ///
  /// 1. the flag `--endpoint-url`, but not for the services that only give credentials
  /// 2. `AWS_ENDPOINT_URL_<SERVICE>`
  /// 3. `AWS_ENDPOINT_URL`
  /// 4. the service's `endpoint_url` in the section `[services X]` that the profile names
  /// 5. the profile's own `endpoint_url`
  ///
  /// All but the first are ignored where `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` or the profile's
  /// `ignore_configured_endpoint_urls` is true. See
  /// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>.
  ///
  /// A custom host goes before FIPS and dual stack, with a notice: AWS's rules call the two together
  /// an error, but the AWS CLI uses the custom host, and what works there is to work here.
  static func hosts(
    _ flags: Flags,
    _ shared: SharedConfiguration,
    isFIPSRegion: Bool,
    _ reader: inout SettingReader
  ) throws(ConfigurationError) -> APIHosts {
    let isFIPSOn = reader.isOn("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")
    var hosts = APIHosts(
      addsHostPrefix: !reader.isOn(
        "AWS_DISABLE_HOST_PREFIX_INJECTION",
        "disable_host_prefix_injection"
      ),
      usesFIPS: isFIPSOn || isFIPSRegion,
      usesDualStack: reader.isOn("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
      usesGlobalSTS: try usesGlobalSTS(reader)
    )
    let flag = flags.endpointURL.map { Setting(value: $0, source: "--endpoint-url") }
    let ignoresConfigured = reader.isOn(
      "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
      "ignore_configured_endpoint_urls"
    )
    for service in Service.allCases {
      if let flag, !service.isForSigningIn {
        hosts.custom[service] = try APIHost(flag)
      } else if !ignoresConfigured, let url = try url(of: service, reader, shared) {
        hosts.custom[service] = try APIHost(url)
      }
    }
    if !hosts.custom.isEmpty, hosts.usesFIPS || hosts.usesDualStack {
      let names = hosts.custom.keys.map(\.rawValue).sorted().joined(separator: ", ")
      reader.note(
        Notice("custom API hosts go before FIPS and dual stack, which don't change these: \(names)")
      )
    }
    return hosts
  }

  private static func usesGlobalSTS(
    _ reader: SettingReader
  ) throws(ConfigurationError) -> Bool {
    let setting = reader.setting("AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints")
    switch setting?.value {
    case nil, "regional": return false
    case "legacy": return true
    case let text?:
      throw .invalidValue(text: text, source: setting?.source ?? "", allowed: "regional or legacy")
    }
  }

  /// The URL that is configured for a service outside the command line.
  private static func url(
    of service: Service,
    _ reader: SettingReader,
    _ shared: SharedConfiguration
  ) throws(ConfigurationError) -> Setting? {
    let names = ["AWS_ENDPOINT_URL_\(service.environmentName)", "AWS_ENDPOINT_URL"]
    if let setting = reader.environment.first(of: names) { return setting }
    return try urlInServices(of: service, reader.profile, shared)
      ?? reader.profile?.setting("endpoint_url")
  }

  /// The URL of a service in the section that a profile's `services` names.
  private static func urlInServices(
    of service: Service,
    _ profile: Profile?,
    _ shared: SharedConfiguration
  ) throws(ConfigurationError) -> Setting? {
    guard let profile, let name = profile.value("services") else { return nil }
    guard let properties = shared.services(name) else {
      throw .noSuchServices(
        name: name,
        profile: profile.name,
        file: shared.configPath ?? "the config file"
      )
    }
    let url = properties[service.configurationKey]?.nested["endpoint_url"]
    guard let url, !url.isEmpty else { return nil }
    return Setting(
      value: url,
      source: "\(service.configurationKey) endpoint_url of [services \(name)]"
    )
  }
}
