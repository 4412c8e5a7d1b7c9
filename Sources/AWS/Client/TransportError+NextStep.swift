extension TransportError {
  /// What to look at when a host didn't answer.
  func nextStep(for service: Service, at host: String) -> String {
    let name = String(host.prefix { $0 != ":" })
    switch kind {
    case .nameNotResolved:
      guard let region = service.region(ofHost: name) else {
        return """
          Is the host spelled so in --endpoint-url, AWS_ENDPOINT_URL, \
          AWS_ENDPOINT_URL_\(service.environmentName) or the profile? If so, look at this \
          machine's DNS (`getent hosts \(name)`).
          """
      }
      return """
        Is the Region \(region) spelled so, and does it have this service? (A Region that the \
        account hasn't enabled has such a name all the same.) If so, look at this machine's DNS \
        (`getent hosts \(name)`), or name another API host in \
        AWS_ENDPOINT_URL_\(service.environmentName).
        """
    case .notConnected:
      return """
        Check the way to it: routes, security groups, the VPC endpoint, HTTPS_PROXY, and \
        AWS_ENDPOINT_URL.
        """
    case .proxyRefused:
      return """
        Check HTTPS_PROXY (its host and port, and the user and password that a 407 asks for) and \
        that the proxy lets \(name) through, or put \(name) into NO_PROXY.
        """
    case .tlsFailed:
      return """
        Nothing was sent. Is there a server with TLS 1.2 or later at this host and port, and does \
        nothing on the way, such as a firewall, end the handshake?
        """
    case .issuerUnknown:
      return """
        Nothing was sent, as nobody trusted here vouches for the host: where a proxy has \
        certificates of its own, name its CA in AWS_CA_BUNDLE.
        """
    case .nameNotCertified:
      return """
        Nothing was sent, as another host answers to this name: is it spelled so in \
        --endpoint-url, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_\(service.environmentName) or the \
        profile, and does it lead to the right address (`getent hosts \(name)`)?
        """
    case .certificateOutOfDate:
      return """
        Nothing was sent. Check this machine's clock (`timedatectl`); if it is right, the host, or \
        a proxy with certificates of its own, needs a new one.
        """
    case .trustUnreadable:
      return """
        Nothing was sent. Name a file of certificates in PEM form in AWS_CA_BUNDLE or ca_bundle, \
        or leave the setting out to trust the system's.
        """
    case .timedOut:
      return "Try again; if it stays so, look for what is slow or silent between here and AWS."
    case .cutOff:
      return "Try again; if it stays so, look for what ends the connection between here and AWS."
    case .tooLong:
      return "Is something between here and AWS, such as a proxy, answering in its place?"
    case .cancelled:
      return "The run was interrupted."
    }
  }
}

extension Service {
  /// The Region in the name of one of AWS's own API hosts; nil for any other host.
  fileprivate func region(ofHost name: String) -> String? {
    var rest = name[...]
    if let prefix = hostPrefix, rest.hasPrefix("\(prefix).") { rest.removeFirst(prefix.count + 1) }
    guard rest.hasPrefix(hostLabel) else { return nil }
    rest.removeFirst(hostLabel.count)
    if rest.hasPrefix("-fips") { rest.removeFirst(5) }
    let labels = rest.split(separator: ".", maxSplits: 1)
    guard rest.hasPrefix("."), labels.count == 2 else { return nil }
    // Hosts with IPv6 addresses as well end in `api.` and a suffix of their own.
    let isRegional = labels[1].hasPrefix("api.") || Partition.dnsSuffixes.contains(labels[1])
    return isRegional ? String(labels[0]) : nil
  }
}

extension Partition {
  fileprivate static let dnsSuffixes = Set(allCases.map { Substring($0.dnsSuffix) })
}
