import TestSupport

@testable import Core

/// The harbour as the apply left it, and what its report keeps.
struct Past {
  var harbour = Harbour()
  var outcomes: [Outcome] = []
  var before: SettingsBefore

  init() {
    let group = Harbour.targetGroup
    before = SettingsBefore(
      targetGroup: group.arn,
      healthCheck: group.healthCheck,
      targets: group.targets.map(\.target),
      listener: Harbour.frontListener
    )
  }

  mutating func did(
    _ change: Change,
    _ result: Outcome.Result = .applied,
    made: ARN? = nil
  ) {
    outcomes.append(Outcome(change, result, at: Harbour.now, reason: "", made: made))
  }

  var plan: BindingPlan {
    let origin = Origin(
      binding: harbour.binding,
      place: Place(account: .test, region: "us-west-2")
    )
    let rollback = Rollback(origin: origin, before: before, outcomes: outcomes)
    return BindingPlan(backBy: rollback, in: harbour.observation)
  }

  var changes: [Change] { plan.changes.map(\.change) }
}

extension Past {
  static func matcherSet(from: String = "200", _ result: Outcome.Result = .applied) -> Past {
    var past = Past()
    past.before.healthCheck.matcher = matcher(from)
    past.did(.modifyTargetGroup([Setting(.matcher, from: from, to: "200,302")]), result)
    return past
  }

  static let former = arn(
    "arn:aws:acm:us-west-2:123456789012:certificate/99999999-1234-1234-1234-123456789012"
  )

  /// The apply changed the listener's certificate from another one, which is still there.
  static func certificateSet(to former: ARN = Past.former) -> Past {
    var past = Past()
    past.before.listener?.certificate = former
    past.did(
      .modifyListener(
        Harbour.listener,
        [
          Setting(
            .certificate,
            from: former.description,
            to: Harbour.certificate.description
          )
        ]
      )
    )
    past.harbour.here.certificates.append(
      Certificate(
        arn: former,
        domainName: "airflow.example.com",
        status: "ISSUED",
        notAfter: Harbour.now + 200 * 86_400
      )
    )
    return past
  }

  static let certificateBack: Change = .modifyListener(
    Harbour.listener,
    [
      Setting(
        .certificate,
        from: Harbour.certificate.description,
        to: Self.former.description
      )
    ]
  )

  static let matcherBack: Change = .modifyTargetGroup([
    Setting(.matcher, from: "200,302", to: "200")
  ])
}
