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

  /// How often a request is sent at most, the first time included; at least 1.
  package let maximumAttempts: Int

  /// What the user calls the application, for the header `User-Agent`: 1 to 50 characters that may
  /// stand there.
  package let applicationID: String?

  /// What is read otherwise than it may have been meant, for the log.
  package let notices: [Notice]

  private let environment: ProcessEnvironment
  private let profile: Profile?
  private let shared: SharedConfiguration
  private let usesEnvironmentKeys: Bool

  /// Reads all settings at once, so that a mistake in any is an error before the first request.
  package init(
    flags: Flags = Flags(),
    environment: ProcessEnvironment,
    files: FileReader
  ) throws(ConfigurationError) {
    let shared = try SharedConfiguration(environment: environment, files: files)
    let profile = try Self.profile(flags, environment, shared)
    var reader = SettingReader(environment: environment, profile: profile)
    if flags.profile == nil { Self.noteTwoProfiles(&reader) }
    let (region, isFIPSRegion) = try Self.region(flags, &reader)
    self.region = region
    hosts = try Self.hosts(flags, shared, isFIPSRegion: isFIPSRegion, &reader)
    caBundle = try Self.caBundle(reader, files)
    maximumAttempts = try Self.maximumAttempts(&reader)
    applicationID = Self.applicationID(&reader)
    notices = reader.notices
    self.environment = environment
    self.profile = profile
    self.shared = shared
    usesEnvironmentKeys = flags.profile == nil
  }

  /// Where credentials come from; nothing is asked before the first request wants them.
  package func credentials(from outside: Outside) -> any CredentialSource {
    let order = CredentialOrder(environment: environment, shared: shared, outside: outside)
    let places = order.places(of: profile, wasChosenByFlag: !usesEnvironmentKeys)
    return RenewedCredentials(CredentialChain(places)) { outside.client.seconds() }
  }

  /// The variables that name a profile; the older name goes first, as in the AWS CLI.
  private static let profileVariables = ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"]

  /// Finds the profile: the flag, `AWS_DEFAULT_PROFILE`, `AWS_PROFILE`, or else `default`, which alone
  /// need not be there.
  private static func profile(
    _ flags: Flags,
    _ environment: ProcessEnvironment,
    _ shared: SharedConfiguration
  ) throws(ConfigurationError) -> Profile? {
    let chosen =
      flags.profile.map { Setting(value: $0, source: "--profile") }
      ?? environment.first(of: profileVariables)
    guard let chosen else { return shared.profile("default") }
    guard let profile = shared.profile(chosen.value) else {
      throw .noSuchProfile(
        name: chosen.value,
        source: chosen.source,
        files: shared.paths,
        hint: shared.hint(forMissing: chosen.value)
      )
    }
    return profile
  }

  private static func noteTwoProfiles(_ reader: inout SettingReader) {
    let names = profileVariables.compactMap { reader.environment[$0] }
    guard names.count == 2, names[0] != names[1] else { return }
    reader.note(
      Notice(
        """
        AWS_DEFAULT_PROFILE ("\(names[0])") goes before AWS_PROFILE ("\(names[1])"), as in the AWS \
        CLI: unset one of them
        """
      )
    )
  }

  /// Finds the Region: the flag, `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's `region`.
  ///
  /// Names such as `fips-us-east-1` and `us-east-1-fips`, which were Regions once, mean that Region
  /// and FIPS.
  private static func region(
    _ flags: Flags,
    _ reader: inout SettingReader
  ) throws(ConfigurationError) -> (RegionName?, isFIPS: Bool) {
    let setting =
      flags.region.map { Setting(value: $0, source: "--region") }
      ?? reader.environment.first(of: ["AWS_REGION", "AWS_DEFAULT_REGION"])
      ?? reader.profile?.setting("region")
    guard let setting else { return (nil, false) }
    let plain = setting.value.replacing("fips-", with: "").replacing("-fips", with: "")
    guard RegionName(setting.value) != nil, let region = RegionName(plain) else {
      throw .invalidRegion(text: setting.value, source: setting.source)
    }
    guard plain != setting.value else { return (region, false) }
    reader.note(
      Notice(
        """
        \(setting.source) is "\(setting.value)", which is read as \(plain) with FIPS: write \
        \(plain), and set AWS_USE_FIPS_ENDPOINT=true
        """,
        isHarmless: true
      )
    )
    return (region, true)
  }

  /// Finds the file of certificates: `AWS_CA_BUNDLE`, the profile's `ca_bundle`, or
  /// `REQUESTS_CA_BUNDLE`, which the AWS CLI reads too.
  private static func caBundle(
    _ reader: SettingReader,
    _ files: FileReader
  ) throws(ConfigurationError) -> String? {
    let setting =
      reader.setting("AWS_CA_BUNDLE", "ca_bundle")
      ?? reader.environment.first(of: ["REQUESTS_CA_BUNDLE"])
    guard let setting else { return nil }
    let path = setting.value
    do throws(FileError) {
      if try files.read(path) != nil { return path }
    } catch {
      throw .unusableBundle(path: path, source: setting.source, why: error.why)
    }
    throw .unusableBundle(path: path, source: setting.source, why: "there is no such file")
  }
}
