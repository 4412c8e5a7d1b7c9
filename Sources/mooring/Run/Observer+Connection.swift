import AWS
import Engine
import Resolver

extension Observer {
  /// Reaches AWS as the flags, the environment and the shared configuration say.
  init(
    _ connection: ConnectionArguments,
    _ session: Session
  ) throws(CommandFailure) {
    let environment = ProcessEnvironment.current()
    let settings: ClientSettings
    do throws(ConfigurationError) {
      settings = try ClientSettings(
        flags: connection.flags,
        environment: environment,
        files: .disk
      )
    } catch {
      throw CommandFailure(.failed, "\(error)")
    }
    let log = session.log
    settings.notices.forEach(log.notice)
    // Without any Region only bindings that name one are asked for, and the client's is replaced.
    guard let region = settings.region ?? RegionName("us-east-1") else {
      throw CommandFailure(.failed, "\(ObserveError.regionMissing)")
    }
    var client = Client(
      transport: CurlTransport(
        .init(
          connectionsPerHost: connection.parallelism,
          caBundle: settings.caBundle,
          proxies: Proxies(environment)
        )
      ),
      clock: session.clock,
      credentials: NoCredentials(),
      region: region,
      hosts: settings.hosts,
      jitter: { Double.random(in: 0..<1) },
      version: Version.number,
      observer: { log.request($0) }
    )
    client.credentials = settings.credentials(from: Outside(client: client, files: .disk))
    self.init(
      access: CloudAccess(pattern: client, region: settings.region?.text),
      parallelism: connection.parallelism,
      resolver: { server throws(ResolverError) in try AresResolver(server: server) }
    )
  }
}

extension Log {
  /// What the configuration says that is read otherwise than it may have been meant.
  fileprivate func notice(_ notice: Notice) {
    if notice.isHarmless { info(notice.text) } else { warning(notice.text) }
  }

  /// One attempt at a request, for those who look for what takes so long.
  fileprivate func request(_ record: RequestRecord) {
    let outcome = record.status.map(String.init) ?? record.failure.map { "\($0)" } ?? "no answer"
    debug(
      "\(record.operation.rawValue): \(outcome)",
      [
        "host": record.host, "attempt": "\(record.attempt)",
        "milliseconds": "\(record.milliseconds)", "request": record.requestID ?? "none",
      ]
    )
  }
}
