import AWS
import Engine
import Resolver

extension Observer {
  /// Reaches AWS as the flags, the environment and the shared configuration say.
  init(
    _ connection: ConnectionArguments,
    _ session: Session,
    depth: Depth = .plan
  ) throws(CommandFailure) {
    let environment = ProcessEnvironment.current()
    let settings = try ClientSettings(connection, environment)
    let (log, answers) = (session.log, session.answers)
    settings.notices.forEach(log.notice)
    // Without any Region only bindings that name one are asked for, and the client's is replaced.
    guard let region = settings.region ?? RegionName("us-east-1") else {
      throw CommandFailure(.failed, "\(ObserveError.regionMissing)")
    }
    let limits = CurlTransport.Options(
      connectionsPerHost: min(16, connection.parallelism),
      caBundle: settings.caBundle,
      proxies: Proxies(environment)
    )
    var client = Client(
      transport: CurlTransport(limits),
      clock: session.clock,
      credentials: NoCredentials(),
      region: region,
      hosts: settings.hosts,
      retries: RetryPolicy(maximumAttempts: settings.maximumAttempts),
      totalMilliseconds: limits.totalMilliseconds,
      random: { .random(in: .min ... .max) },
      version: Version.number,
      applicationID: settings.applicationID,
      observer: { event in
        log.request(event)
        answers.note(event)
      }
    )
    client.credentials = settings.credentials(from: Outside(client: client, files: .disk))
    self.init(
      access: CloudAccess(pattern: client, region: settings.region?.text),
      parallelism: connection.parallelism,
      depth: depth,
      resolver: { server throws(ResolverError) in try AresResolver(server: server) }
    )
  }
}

extension ClientSettings {
  /// What the flags, the environment and the shared configuration say.
  fileprivate init(
    _ connection: ConnectionArguments,
    _ environment: ProcessEnvironment
  ) throws(CommandFailure) {
    do throws(ConfigurationError) {
      try self.init(flags: connection.flags, environment: environment, files: .disk)
    } catch {
      throw CommandFailure(.failed, "\(error)")
    }
  }
}

extension TargetProber {
  /// Trusts the certificates that the AWS clients of the run trust.
  init(_ connection: ConnectionArguments) throws(CommandFailure) {
    let settings = try ClientSettings(connection, .current())
    let prober = Prober(caBundle: settings.caBundle)
    self.init(parallelism: min(16, connection.parallelism), send: prober.send)
  }
}
