/// All that configures the clients of one run: from flags, environment variables and shared files.
package struct ClientSettings: Sendable {
  /// What the command line says; nil for what it leaves out.
  package struct Flags: Hashable, Sendable {
    package var profile: String?
    package var region: String?

    /// Stands for every service's host.
    package var endpointURL: String?

    package init(profile: String? = nil, region: String? = nil, endpointURL: String? = nil) {
      self.profile = profile
      self.region = region
      self.endpointURL = endpointURL
    }
  }

  /// The Region for what names none itself; nil where none is configured.
  package let region: RegionName?

  package let hosts: APIHosts

  /// The path of a file with the certificates to trust; nil for the system's.
  package let caBundle: String?

  private let environment: ProcessEnvironment
  private let profile: Profile?
  private let shared: SharedConfiguration
  private let usesEnvironmentKeys: Bool

  package init(
    flags: Flags = Flags(),
    environment: ProcessEnvironment,
    files: FileReader
  ) throws(ConfigurationError) {
    let shared = try SharedConfiguration(environment: environment, files: files)
    let chosen =
      flags.profile.map { Setting(value: $0, source: "--profile") }
      ?? environment.first(of: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"])
    let profile = shared.profile(chosen?.value ?? "default")
    if profile == nil, let chosen {
      throw .noSuchProfile(
        name: chosen.value,
        source: chosen.source,
        files: shared.paths,
        hint: shared.hint(forMissing: chosen.value)
      )
    }
    region = try Self.region(flags, environment, profile)
    hosts = try Self.hosts(flags, environment, profile, shared)
    caBundle = environment["AWS_CA_BUNDLE"] ?? profile?.value("ca_bundle")
    self.environment = environment
    self.profile = profile
    self.shared = shared
    usesEnvironmentKeys = flags.profile == nil
  }

  /// Where credentials come from; nothing is asked before the first request wants them.
  package func credentials(from outside: Outside) -> any CredentialSource {
    CredentialChain(
      environment: environment,
      profile: profile,
      shared: shared,
      usesEnvironmentKeys: usesEnvironmentKeys
    )
  }

  /// Finds the Region: the flag, `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's `region`.
  private static func region(
    _ flags: Flags,
    _ environment: ProcessEnvironment,
    _ profile: Profile?
  ) throws(ConfigurationError) -> RegionName? {
    let setting =
      flags.region.map { Setting(value: $0, source: "--region") }
      ?? environment.first(of: ["AWS_REGION", "AWS_DEFAULT_REGION"])
      ?? profile?.setting("region")
    guard let setting else { return nil }
    guard let region = RegionName(setting.value) else {
      throw .invalidRegion(text: setting.value, source: setting.source)
    }
    return region
  }
}
