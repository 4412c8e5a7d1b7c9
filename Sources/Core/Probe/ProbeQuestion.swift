/// One GET that a probe sends to an address.
package struct ProbeQuestion: Hashable, Sendable {
  /// The address, and the port of the view: the health check's, or the target's own.
  package var place: Target

  package var view: ProbeView
  package var `protocol`: TargetProtocol
  package var path: String

  /// The time for all of it.
  package var timeoutSeconds: Int

  package init(
    place: Target,
    view: ProbeView,
    protocol: TargetProtocol,
    path: String,
    timeoutSeconds: Int
  ) {
    self.place = place
    self.view = view
    self.protocol = `protocol`
    self.path = path
    self.timeoutSeconds = timeoutSeconds
  }
}

/// As whom a probe asks.
package enum ProbeView: Hashable, Sendable {
  /// As a health check: the address as Host, the certificate not looked at.
  case loadBalancer
  /// As a browser that was sent to the endpoint itself: its name as Host, the certificate verified.
  case browser(host: String)
}

extension BindingPlan {
  /// What a probe of the binding asks: each address of the endpoint as the load balancer asks it,
  /// and as a browser does where the endpoint has a name.
  ///
  /// A health check may have a port, a protocol and a path of its own; a browser gets what clients
  /// get, which is the target itself.
  ///
  /// Sorted by address.
  package func probeQuestions(in observation: Observation) -> [ProbeQuestion] {
    let call = healthCheckCall(in: observation)
    let host = endpointHost(in: observation)
    let addresses = Set(endpoint?.addresses.map(\.address) ?? []).sorted()
    return addresses.flatMap { address in
      let target = Target(address, port: binding.targetGroup.port)
      let check = ProbeQuestion(
        place: call.place(of: target),
        view: .loadBalancer,
        protocol: call.protocol,
        path: call.path,
        timeoutSeconds: call.timeoutSeconds
      )
      let browser = host.map {
        ProbeQuestion(
          place: target,
          view: .browser(host: $0),
          protocol: binding.targetGroup.protocol,
          path: "/",
          timeoutSeconds: call.timeoutSeconds
        )
      }
      return [check] + [browser].compactMap(\.self)
    }
  }

  package func healthCheckCall(in observation: Observation) -> HealthCheckCall {
    let group = observation[place].targetGroups.first { $0.arn == targetGroup }
    return HealthCheckCall(of: binding.targetGroup, group: group)
  }

  /// The name by which clients within the VPC reach the endpoint; nil where nothing tells it.
  private func endpointHost(in observation: Observation) -> String? {
    let places = Places(of: binding, caller: observation.caller, region: place.region)
    switch binding.endpoint.source {
    case .mwaaEnvironment(let name):
      return observation[places.environment].environments.first { $0.name == name }?.webServerHost
    case .vpcEndpoint, .service:
      return observation[places.endpoint].vpcEndpoints
        .first { $0.id == endpoint?.vpcEndpointId }?.regionalNames.first
    case .hostname(let name):
      return name
    case .addresses:
      return nil
    }
  }
}
