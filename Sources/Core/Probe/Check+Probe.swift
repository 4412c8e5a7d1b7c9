extension Check {
  /// Takes in what came of probes: a line for each view, with each address's own remark.
  package mutating func add(_ sightings: [ProbeSighting], for call: HealthCheckCall) {
    let verdicts = zip(sightings, sightings.verdicts(for: call))
    let views = Dictionary(grouping: verdicts) { $0.0.question.view == .loadBalancer }
    func requirement(_ code: RequirementCode, isHealthCheck: Bool, otherwise: String) -> Requirement
    {
      let some = views[isHealthCheck, default: []].map(\.1)
      guard let worst = some.map(\.verdict).max() else {
        return Requirement(code, .notLookedAt, [Remark(otherwise)])
      }
      return Requirement(code, worst, some.map(\.remark))
    }
    requirements.append(
      requirement(.probeHealthCheck, isHealthCheck: true, otherwise: "no address is known")
    )
    requirements.append(
      requirement(
        .probeBrowser,
        isHealthCheck: false,
        otherwise: "the endpoint has no host name that is known here"
      )
    )
  }
}
