import Core

/// What an account has in one Region, alive.
struct Estate {
  var environments: Table<Environment>
  var vpcEndpoints: Table<VPCEndpoint>
  var networkInterfaces: Table<NetworkInterface>
  var subnets: Table<Subnet>
  var securityGroups: Table<SecurityGroup>
  var prefixLists: Table<PrefixList>
  var groups: Table<SimulatedGroup>
  var loadBalancers: Table<LoadBalancer>
  var listeners: Table<SimulatedListener>
  var rules: Table<Rule>
  var certificates: Table<Certificate>

  /// The certificates that ACM didn't make itself, by ARN.
  var importedCertificates: Set<String>

  /// What stands behind the addresses of the Region.
  var reach: Reach

  /// The interfaces that belong to endpoints.
  let endpointInterfaces: Set<String>

  /// What an observation carries along and no call changes.
  private let unread: [Unread]
  private let apiHosts: [String: String]

  init(
    _ resources: Resources = Resources(),
    reach: Reach = Reach(),
    limits: Limits = Limits(),
    at now: Int = 0
  ) {
    environments = Table(resources.environments) { $0.name }
    vpcEndpoints = Table(resources.vpcEndpoints) { $0.id }
    networkInterfaces = Table(resources.networkInterfaces) { $0.id }
    subnets = Table(resources.subnets) { $0.id }
    securityGroups = Table(resources.securityGroups) { $0.id }
    prefixLists = Table(resources.prefixLists) { $0.id }
    loadBalancers = Table(resources.loadBalancers) { $0.arn.description }
    listeners = Table(resources.listeners.map(SimulatedListener.init)) {
      $0.settings.arn.description
    }
    rules = Table(resources.rules) { $0.arn.description }
    certificates = Table(resources.certificates) { $0.arn.description }
    importedCertificates = Set(
      resources.certificates.filter { $0.imported != nil }.map(\.arn.description)
    )
    groups = Table(
      resources.targetGroups.map {
        SimulatedGroup($0, deregistrationDelay: limits.deregistrationDelaySeconds * 1000)
      }
    ) { $0.arn.description }
    self.reach = reach
    endpointInterfaces = Set(resources.vpcEndpoints.flatMap(\.networkInterfaceIds))
    unread = resources.unread
    apiHosts = resources.apiHosts
    adopt(resources.targetGroups, at: now)
  }

  /// The estate as an observation shows it at a time up to which it was advanced.
  func observed(at now: Int) -> Resources {
    var resources = Resources()
    resources.environments = environments.all
    resources.vpcEndpoints = vpcEndpoints.all
    resources.networkInterfaces = networkInterfaces.all
    resources.subnets = subnets.all
    resources.securityGroups = securityGroups.all
    resources.prefixLists = prefixLists.all
    resources.targetGroups = groups.all.map { $0.observed(at: now) }
    resources.loadBalancers = loadBalancers.all
    resources.listeners = listeners.all.map(\.settings)
    resources.rules = rules.all
    resources.certificates = certificates.all
    resources.unread = unread
    resources.apiHosts = apiHosts
    return resources
  }

  mutating func advance(to now: Int) {
    let reach = reach
    groups.updateAll { $0.advance(to: now, reach) }
  }
}

// How the world file's targets come to life, and how an edited world keeps the lives it had.
extension Estate {
  private mutating func adopt(_ groups: [TargetGroup], at now: Int) {
    // A world written by hand may show a listener's forward and forget the group's side of it.
    for listener in listeners.all {
      for group in listener.groups { associate(group, with: listener.settings.loadBalancer) }
    }
    for group in groups {
      let arn = group.arn.description
      for registered in group.targets {
        let disuse = disuse(of: registered.target, zone: nil, in: arn)
        _ = self.groups.update(arn) {
          $0.add(
            registered.target,
            TargetLife(
              state: registered.state,
              reason: registered.reason,
              at: now,
              delay: $0.deregistrationDelay,
              disuse: disuse
            )
          )
        }
      }
    }
  }

  /// Puts the former lives back where an edit left group and target as they were.
  mutating func inherit(from former: Estate, at now: Int) {
    importedCertificates.formUnion(former.importedCertificates)
    for group in former.groups.all {
      let arn = group.arn.description
      for (target, life) in group.lives {
        var life = life
        life.settle(at: now, disuse: disuse(of: target, zone: life.zone, in: arn))
        _ = groups.update(arn) { successor in
          guard let new = successor.lives[target],
            ShownHealth(new, at: now).says(the: ShownHealth(group.lives[target] ?? life, at: now))
          else { return }
          successor.add(target, life)
        }
      }
    }
  }
}
