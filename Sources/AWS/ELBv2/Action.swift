extension ELBv2 {
  /// What a listener or rule does with a request, as AWS shows it.
  package struct Action: Hashable, Sendable {
    /// `forward`, `fixed-response`, `redirect`, `authenticate-oidc`, `authenticate-cognito`, or
    /// what AWS adds.
    package var type: String

    /// Where a `forward` action sends requests; each target group once.
    ///
    /// AWS shows one target group both as `TargetGroupArn` and in `ForwardConfig`; here it is one.
    package var targetGroups: [WeightedTargetGroup]
  }

  /// A target group that shares the requests of an action with others.
  package struct WeightedTargetGroup: Hashable, Sendable {
    package var arn: String

    /// The group's share of the requests, against the sum of all weights; 1 for a single group.
    package var weight: Int
  }
}

extension ELBv2.Action {
  init(_ member: XMLElement) throws(ReadingError) {
    type = try member.text("Type")
    let weighted =
      try member.child("ForwardConfig")?.list("TargetGroups", of: "member") {
        group throws(ReadingError) in
        ELBv2.WeightedTargetGroup(
          arn: try group.text("TargetGroupArn"),
          weight: try group.optionalInteger("Weight") ?? 1
        )
      } ?? []
    let single = member.optionalText("TargetGroupArn").map {
      ELBv2.WeightedTargetGroup(arn: $0, weight: 1)
    }

    // The list is the fuller account, with weights; the single ARN is what older listeners have.
    targetGroups = weighted.isEmpty ? single.map { [$0] } ?? [] : weighted
    // Alone, any weight but zero is the whole.
    if targetGroups.count == 1, targetGroups[0].weight > 0 {
      targetGroups[0].weight = 1
    }
  }
}
