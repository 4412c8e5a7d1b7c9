extension EndpointPolicy {
  /// How sure it is that a statement is about a request; the middle one is no answer.
  private enum Fit { case never, maybe, always }

  /// Whether the policy lets requests through that come over a load balancer.
  ///
  /// To a web server they are plain HTTPS: no principal signs them and no action or resource of IAM
  /// names them. So only a statement on everything, for everybody, without a condition, is surely about
  /// them, and one for named principals surely isn't. To an AWS API the requests may be signed.
  func judgement(isUnsigned: Bool) -> Judgement {
    guard case .statements(let statements) = self else {
      if case .unreadable(let reason) = self {
        return .notLookedAt("the policy isn't understood: \(reason)")
      }
      return .notLookedAt("the policy isn't understood")
    }
    func those(_ effect: PolicyStatement.Effect, _ fit: Fit) -> [PolicyStatement] {
      statements.filter { $0.effect == effect && Self.fit($0, isUnsigned) == fit }
    }
    if !those(.deny, .always).isEmpty {
      return .fail("A statement denies everything to everybody.", remedy: Self.reset)
    }
    let allowed = those(.allow, .always)
    let maybeAllowed = those(.allow, .maybe)
    let maybeDenied = those(.deny, .maybe)
    if allowed.isEmpty, maybeAllowed.isEmpty {
      let named = statements.contains { $0.effect == .allow }
      return .fail(
        named
          ? "It allows named principals only, and the requests of browsers have none."
          : "No statement allows anything.",
        remedy: Self.reset
      )
    }
    if allowed.isEmpty {
      return .warn(
        "It allows some things only (\(Self.list(maybeAllowed))); whether the requests are among them "
          + "can't be told.",
        remedy: Self.unsure
      )
    }
    guard maybeDenied.isEmpty else {
      return .warn(
        "It allows everything, and denies some (\(Self.list(maybeDenied))); whether the requests are "
          + "among it can't be told.",
        remedy: Self.unsure
      )
    }
    return .pass("It allows everything to everybody.")
  }

  private static let reset =
    "Let it allow the requests: `aws ec2 modify-vpc-endpoint --reset-policy --vpc-endpoint-id ID` "
    + "allows all."

  private static let unsure =
    "Healthy targets show that the health check's requests come through. Else allow Action, Resource "
    + "and Principal \"*\" without a condition."

  private static func fit(_ statement: PolicyStatement, _ isUnsigned: Bool) -> Fit {
    if isUnsigned, !statement.principals.isInverted, !statement.principals.isEverything {
      return .never
    }
    let isWhole =
      statement.principals.isEverything && statement.actions.isEverything
      && statement.resources.isEverything && statement.conditions.isEmpty
    return isWhole ? .always : .maybe
  }

  /// What narrows each statement, in the order that makes the same text of any order.
  private static func list(_ statements: [PolicyStatement]) -> String {
    Evidence.list(statements.map(\.narrowness).sorted())
  }
}

extension PolicyElement {
  fileprivate var isEverything: Bool { !isInverted && values.contains("*") }

  fileprivate func words(_ name: String) -> String? {
    isEverything ? nil : "\(isInverted ? "Not" : "")\(name) " + values.joined(separator: " ")
  }
}

extension PolicyStatement {
  fileprivate var narrowness: String {
    let parts = [
      principals.words("Principal"), actions.words("Action"), resources.words("Resource"),
    ]
    return (parts.compactMap(\.self) + conditions.map { "if \($0)" }).joined(separator: ", ")
  }
}
