import Core

// The resolved binding in the spec's own keys: what the defaults filled in is written out, and
// what isn't given is left out, so that the text reads back as the same binding.

extension Binding {
  var json: JSON {
    .sparse([
      "name": .string(name),
      "region": .text(region),
      "account": .text(account),
      "assumeRole": assumeRole?.json ?? .null,
      "endpoint": endpoint.json,
      "targetGroup": targetGroup.json,
      "listener": listener?.json ?? .null,
      "safeguards": safeguards.json,
    ])
  }
}

extension AssumeRole {
  fileprivate var json: JSON {
    .sparse([
      "arn": .text(arn), "externalId": .text(externalId), "sessionName": .string(sessionName),
    ])
  }
}

extension EndpointSpec {
  fileprivate var json: JSON {
    var fields: [String: JSON] = [
      "dns": .string(dns.rawValue),
      "resolver": .text(resolver),
      "assumeRole": assumeRole?.json ?? .null,
      "environmentAssumeRole": environmentAssumeRole?.json ?? .null,
    ]
    switch source {
    case .mwaaEnvironment(let name): fields["mwaaEnvironment"] = .string(name)
    case .vpcEndpoint(let id): fields["vpcEndpointId"] = .string(id)
    case .service(let name, let vpcId):
      fields["serviceName"] = .string(name)
      fields["vpcId"] = .string(vpcId)
    case .hostname(let name): fields["hostname"] = .string(name)
    case .addresses(let addresses): fields["addresses"] = .texts(addresses)
    }
    return .sparse(fields)
  }
}

extension TargetGroupSpec {
  fileprivate var json: JSON {
    var fields: [String: JSON] = [
      "port": .int(port),
      "protocol": .string(`protocol`.rawValue),
      "minimumTargets": .int(minimumTargets),
      "ownership": .string(ownership.rawValue),
      "healthCheck": healthCheck.json,
      "create": create?.json ?? .null,
    ]
    switch reference {
    case .name(let name): fields["name"] = .string(name)
    case .arn(let arn): fields["arn"] = .text(arn)
    }
    return .sparse(fields)
  }
}

extension TargetGroupCreation {
  fileprivate var json: JSON {
    .sparse([
      "vpcId": .string(vpcId),
      "ipAddressType": .text(family?.rawValue),
      "tags": .object(tags.mapValues(JSON.string)),
    ])
  }
}

extension HealthCheckSpec {
  fileprivate var json: JSON {
    .sparse([
      "matcher": .text(matcher),
      "path": .text(path),
      "protocol": .text(`protocol`?.rawValue),
      "port": .text(port),
      "intervalSeconds": .number(intervalSeconds),
      "timeoutSeconds": .number(timeoutSeconds),
      "healthyThreshold": .number(healthyThreshold),
      "unhealthyThreshold": .number(unhealthyThreshold),
    ])
  }
}

extension ListenerSpec {
  fileprivate var json: JSON {
    .sparse([
      "loadBalancer": .text(loadBalancer),
      "port": .int(port),
      "protocol": .string(`protocol`.rawValue),
      "certificate": certificate?.json ?? .null,
      "sslPolicy": .text(sslPolicy),
      "rule": rule.map {
        .object(["hosts": .texts($0.hosts), "priority": .int($0.priority)])
      } ?? .null,
    ])
  }
}

extension CertificateSource {
  fileprivate var json: JSON {
    switch self {
    case .arn(let arn): .text(arn)
    case .domain(let domain): .object(["domain": .string(domain)])
    case .files(let certificate, let chain, let privateKey):
      .object([
        "import": .sparse([
          "certificate": .string(certificate),
          "chain": .text(chain),
          "privateKey": .string(privateKey),
        ])
      ])
    }
  }
}

extension Safeguards {
  fileprivate var json: JSON {
    .sparse([
      "minimumHealthy": .int(minimumHealthy),
      "minimumZones": .int(minimumZones),
      "maximumDeregistrations": .number(maximumDeregistrations),
      "healthyTimeout": .string("\(healthyTimeout)s"),
      "reassigned": .string(reassigned.rawValue),
    ])
  }
}
