import AWS
import Core

/// Makes the calls of changes, each as it stands in the plan; decides nothing.
struct Writer: Sendable {
  let client: Client

  /// Nil where the run is to make it.
  let targetGroup: ARN?

  /// Whose ledger claims and releases are written to.
  let binding: String

  /// What this run registers: each claim names all of it, for another run may have overwritten what
  /// was claimed before.
  let registered: [Target]

  /// The most targets that go into one call, as the load balancer team advises.
  static let targetsPerCall = 200

  /// What became of one call.
  enum Reply: Sendable {
    /// With the ARN that AWS answered, where it makes anything.
    case done(requestId: String?, made: ARN? = nil)
    /// AWS said no, or the call was surely never made.
    case refused(ServiceError)
    /// The write may have taken effect: only reading again can tell.
    case lost(ServiceError)
    /// AWS can't hold it, or doesn't show what it said it had done; why, for people.
    case undone(String)

    var isDone: Bool { if case .done = self { true } else { false } }
    var isLost: Bool { if case .lost = self { true } else { false } }

    var error: ServiceError? {
      switch self {
      case .done, .undone: nil
      case .refused(let error), .lost(let error): error
      }
    }
  }

  /// Makes one change, which holds no more targets than one call takes.
  ///
  /// - Parameters:
  ///   - change: As it was approved.
  ///   - made: What the run has made so far; all that the change refers to.
  /// - Returns: What became of the call.
  func make(_ change: Change, with made: MadeResources) async -> Reply {
    switch change {
    case .createTargetGroup(let new):
      return await client.reply(to: ELBv2.createTargetGroup(.init(new))) { $0.arn }
    case .importCertificate(let new):
      return await CertificateImporter(client: client, binding: binding).make(new)
    case .modifyListener(let listener, let settings):
      let call = ELBv2.modifyListener(listener.description, .init(settings, with: made))
      return await client.reply(to: call)
    case .addListenerCertificates(let listener, let certificate):
      guard let arn = made.resolved(certificate)?.description else {
        return .undone("The certificate to add was not made.")
      }
      return await client.reply(
        to: ELBv2.addListenerCertificate(arn, to: listener.description)
      )
    case .modifyRule(let rule, let settings):
      return await modify(rule, settings)
    case .claimTargets, .modifyTargetGroup, .registerTargets, .createListener, .createRule,
      .deregisterTargets, .releaseTargets:
      guard let group = targetGroup ?? made[.createTargetGroup] else {
        return .undone("The target group was not made.")
      }
      return await make(change, of: group, with: made)
    }
  }

  /// Makes a change that is about the target group.
  private func make(_ change: Change, of arn: ARN, with made: MadeResources) async -> Reply {
    let group = arn.description
    let ledger = LedgerWriter(client: client, targetGroup: arn, binding: binding)
    switch change {
    case .claimTargets(let targets): return await ledger.claim(targets + registered)
    case .releaseTargets(let targets): return await ledger.release(targets)
    case .modifyTargetGroup(let settings):
      return await client.reply(to: ELBv2.modifyTargetGroup(group, healthCheck: .init(settings)))
    case .registerTargets(let targets, let zones):
      let targets = targets.map { ELBv2.Target($0, in: zones[$0.address]) }
      return await client.reply(to: ELBv2.registerTargets(targets, in: group))
    case .createListener(let new):
      let listener = ELBv2.NewListener(new, forwardingTo: group, with: made)
      return await client.reply(to: ELBv2.createListener(listener)) { $0.arn }
    case .createRule(let new):
      let rule = ELBv2.NewRule(new, forwardingTo: group, with: made)
      return await client.reply(to: ELBv2.createRule(rule)) { $0.arn }
    case .deregisterTargets(let targets):
      let targets = targets.map { ELBv2.Target($0) }
      return await client.reply(to: ELBv2.deregisterTargets(targets, from: group))
    case .createTargetGroup, .importCertificate, .modifyListener, .addListenerCertificates,
      .modifyRule:
      return .undone("It isn't about the target group.")
    }
  }

  /// Changes the one setting of a rule that a call holds: AWS has another operation for each.
  private func modify(_ rule: ARN, _ settings: [Setting]) async -> Reply {
    let rule = rule.description
    if let setting = settings.first(where: { $0.key == .priority }),
      let priority = Int(setting.to)
    {
      return await client.reply(to: ELBv2.setRulePriority(priority, of: rule))
    }
    let hosts = settings.filter { $0.key == .hosts }.flatMap { $0.to.split(separator: ",") }
    return await client.reply(to: ELBv2.modifyRule(rule, hosts: hosts.map(String.init)))
  }
}

extension Client {
  /// Makes a write and tells what became of it, and which ARN it was answered, where one is asked for.
  func reply<Output>(
    to call: Call<Output>,
    making arn: (Output) -> String? = { _ in nil }
  ) async -> Writer.Reply {
    do throws(ServiceError) {
      let answer = try await send(call)
      return .done(requestId: answer.requestID, made: arn(answer.value).flatMap { ARN($0) })
    } catch {
      return error.mayHaveTakenEffect ? .lost(error) : .refused(error)
    }
  }
}

extension Outcome {
  /// What a call came to; a lost one has failed, as long as nothing shows that it took effect.
  init(_ change: Change, _ reply: Writer.Reply, at time: Int, because reason: String) {
    switch reply {
    case .done(let id, let arn):
      let made = change.isCreation ? arn : nil
      self.init(change, .applied, requestId: id, at: time, reason: reason, made: made)
    case .refused(let error), .lost(let error):
      let advice = reply.isLost ? change.adviceWhereLost : ""
      self.init(
        change,
        .failed,
        requestId: error.requestID,
        at: time,
        reason: reason,
        error: "\(error)\(advice)"
      )
    case .undone(let why):
      self.init(change, .failed, at: time, reason: reason, error: why)
    }
  }
}

extension Change {
  /// What to do where nobody knows whether it was made, and where it is not made again.
  fileprivate var adviceWhereLost: String {
    guard action == .importCertificate, isCreation else { return "" }
    return " It may have been imported all the same, and is not sent twice. Run again in a few "
      + "minutes: a certificate that ACM lists by then is found by its tags and used."
  }
}

extension ELBv2.Target {
  fileprivate init(_ target: Target, in zone: String? = nil) {
    self.init(id: target.address.description, port: target.port, availabilityZone: zone)
  }
}

extension ELBv2.HealthCheckChange {
  fileprivate init(_ settings: [Setting]) {
    self.init()
    for setting in settings {
      switch setting.key {
      case .matcher: httpCode = setting.to
      case .path: path = setting.to
      case .protocol: protocolName = setting.to
      case .port: port = setting.to
      case .intervalSeconds: intervalSeconds = Int(setting.to)
      case .timeoutSeconds: timeoutSeconds = Int(setting.to)
      case .healthyThreshold: healthyThreshold = Int(setting.to)
      case .unhealthyThreshold: unhealthyThreshold = Int(setting.to)
      case .certificate, .sslPolicy, .hosts, .priority: break
      }
    }
  }
}

extension ELBv2.NewTargetGroup {
  fileprivate init(_ new: NewTargetGroup) {
    let check = new.healthCheck
    self.init(
      name: new.name,
      protocolName: new.protocol.rawValue,
      port: new.port,
      vpcID: new.vpcId,
      healthCheck: ELBv2.HealthCheckChange(
        protocolName: check.protocol,
        port: check.port,
        path: check.path,
        intervalSeconds: check.intervalSeconds,
        timeoutSeconds: check.timeoutSeconds,
        healthyThreshold: check.healthyThreshold,
        unhealthyThreshold: check.unhealthyThreshold,
        httpCode: check.matcher?.description
      ),
      tags: new.tags.sorted { $0.key < $1.key }.map { ELBv2.Tag(key: $0.key, value: $0.value) },
      ipAddressType: new.family.rawValue
    )
  }
}

extension ELBv2.NewListener {
  fileprivate init(_ new: NewListener, forwardingTo group: String, with made: MadeResources) {
    self.init(
      loadBalancerARN: new.loadBalancer.description,
      protocolName: new.protocol.rawValue,
      port: new.port,
      sslPolicy: new.sslPolicy,
      certificate: new.certificate.flatMap(made.resolved)?.description,
      targetGroupARN: new.forwards ? group : nil
    )
  }
}

extension ELBv2.NewRule {
  fileprivate init(_ new: NewRule, forwardingTo group: String, with made: MadeResources) {
    self.init(
      listenerARN: made.resolved(new.listener)?.description ?? "",
      priority: new.priority,
      hosts: new.hosts,
      targetGroupARN: group
    )
  }
}

extension ELBv2.ListenerChange {
  fileprivate init(_ settings: [Setting], with made: MadeResources) {
    self.init()
    for setting in settings {
      switch setting.key {
      case .certificate:
        certificate = PlannedARN(setting.to).flatMap(made.resolved)?.description ?? setting.to
      case .sslPolicy: sslPolicy = setting.to
      case .matcher, .path, .protocol, .port, .intervalSeconds, .timeoutSeconds,
        .healthyThreshold, .unhealthyThreshold, .hosts, .priority:
        break
      }
    }
  }
}
