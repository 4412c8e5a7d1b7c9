extension [Finding] {
  /// Says what the planner found in the words of a rollback.
  mutating func tellOfRollback(_ rollback: Rollback) {
    let before = rollback.before
    removeAll { $0.code == .staleTargetKept }
    for index in indices {
      switch self[index].code {
      case .targetGroupNotFound:
        self[index] =
          before.targetGroup.map(Finding.groupGone) ?? .madeGroupGone(rollback.targetGroup)
      case .certificateNotFound:
        if let former = before.listener?.certificate { self[index] = .certificateGone(former) }
      case .targetReassigned:
        self[index].remedy =
          "A rollback removes no target: deregister it by hand, or correct the "
          + "spec and run `mooring apply`."
      case .timeoutTooShort:
        self[index].remedy = "Look at the targets once more when that time is over."
      default: break
      }
    }
  }
}

extension Finding {
  fileprivate static func groupGone(_ group: ARN) -> Finding {
    Finding(
      .targetGroupNotFound,
      "The target group of that apply no longer exists: \(group). One of the same name is another.",
      remedy: "Nothing of it can go back: correct the spec, then run `mooring apply` for the group "
        + "that there is."
    )
  }

  fileprivate static func madeGroupGone(_ group: ARN?) -> Finding {
    let which = group.map { " \($0) is gone, and one of the same name is another." } ?? ""
    return Finding(
      .targetGroupNotFound,
      "The target group that the apply made no longer exists: nothing of it is left to go back."
        + which,
      remedy: "Correct the spec before `mooring apply` makes it once more."
    )
  }

  static func addedCertificateStays(_ certificate: ARN, on listener: Listener) -> Finding {
    Finding(
      .notRestored,
      "That apply added a certificate to the listener, and it stays: a rollback takes nothing off: "
        + "\(certificate).",
      remedy: "By hand: aws elbv2 remove-listener-certificates --listener-arn "
        + "\(listener.arn) --certificates CertificateArn=\(certificate)"
    )
  }

  static func addedCertificateIsThere(_ certificate: ARN) -> Finding {
    isThere("add a certificate to the listener, and it is there", certificate)
  }

  static func groupStays(_ group: ARN) -> Finding {
    Finding(
      .notRestored,
      "That apply made the target group, and it stays: a rollback deletes nothing.",
      remedy: "By hand, once nothing forwards to it: aws elbv2 delete-target-group "
        + "--target-group-arn \(group)"
    )
  }

  static func groupIsThere(_ group: ARN) -> Finding {
    isThere("make a target group of this name, and one is there", group)
  }

  /// Something that may be the apply's: no command to delete what may be somebody else's.
  private static func isThere(_ what: String, _ arn: ARN) -> Finding {
    Finding(
      .notRestored,
      "That apply was to \(what): \(arn). The report doesn't hold what AWS answered, so it may be "
        + "somebody else's.",
      remedy: "A rollback deletes nothing. Find out whose it is before you delete it by hand."
    )
  }

  fileprivate static func certificateGone(_ certificate: ARN) -> Finding {
    Finding(
      .certificateNotFound,
      "The certificate that the listener had before no longer exists: \(certificate).",
      remedy: "The listener keeps what it has: name the right certificate in the spec, then run "
        + "`mooring apply`."
    )
  }

  static func certificateUnread(_ certificate: ARN, because reason: String) -> Finding {
    Finding(
      .listenerUnread,
      severity: .warning,
      holds: .nothing,
      "The certificate that the listener had before can't be looked at: \(certificate). \(reason)",
      remedy: "It is put back unseen; AWS refuses it if it is gone."
    )
  }

  static func listenerGone(_ former: Listener, replacedBy other: Listener?) -> Finding {
    Finding(
      .listenerGone,
      "The listener of that apply no longer exists: \(former.arn)."
        + (other.map { " Port \($0.port) has another: \($0.arn)." } ?? ""),
      remedy: "Its settings can't go back: correct the spec, then run `mooring apply` for the "
        + "listener that there is to be."
    )
  }

  static func listenerStays(_ listener: Listener) -> Finding {
    Finding(
      .notRestored,
      "That apply made the listener \(listener.protocol):\(listener.port), and it stays: a rollback "
        + "deletes nothing.",
      remedy: "By hand: aws elbv2 delete-listener --listener-arn \(listener.arn)"
    )
  }

  static func listenerIsThere(_ listener: Listener) -> Finding {
    isThere("make a listener, and port \(listener.port) has one", listener.arn)
  }

  static func ruleGone(_ former: Rule) -> Finding {
    Finding(
      .listenerGone,
      "The rule of that apply no longer exists: \(former.arn).",
      remedy: "Its settings can't go back: correct the spec, then run `mooring apply` for the rule "
        + "that there is to be."
    )
  }

  static func ruleStays(_ rule: Rule) -> Finding {
    Finding(
      .notRestored,
      "That apply made the rule of priority \(rule.priority) for \(RuleDrift.list(rule.hosts)), and "
        + "it stays: a rollback deletes nothing.",
      remedy: "By hand: aws elbv2 delete-rule --rule-arn \(rule.arn)"
    )
  }

  static func ruleIsThere(_ rule: Rule) -> Finding {
    isThere(
      "make a rule, and there is one of priority \(rule.priority) for \(RuleDrift.list(rule.hosts))",
      rule.arn
    )
  }

  static func importStays(_ made: Rollback.Making<CertificateImport>) -> Finding {
    let what =
      "That apply \(made.isApplied ? "imported" : "may have imported") the certificate for "
      + made.new.domainName
    guard let into = made.new.into else {
      return Finding(
        .notRestored,
        "\(what) into ACM, and it stays: a rollback deletes nothing.",
        remedy: made.arn.map {
          "By hand, once nothing uses it: aws acm delete-certificate --certificate-arn \($0)"
        } ?? ""
      )
    }
    return Finding(
      .notRestored,
      severity: .warning,
      "\(what) into \(into), and it stays: ACM keeps nothing of what was there before.",
      remedy: "To go back, put the former files in place and run `mooring apply`."
    )
  }

  /// What is to be known of settings, beside that they go back.
  static func ofSettings(_ back: SettingsBack, of what: String) -> [Finding] {
    back.changedSince.map { setting in
      Finding(
        .changedSince,
        "`\(setting.key.rawValue)` of \(what) is \(setting.from ?? "not set") now, which that apply "
          + "didn't set: somebody has changed it since.",
        remedy: "It is to go back to \(setting.to) all the same; don't approve that if the change "
          + "was meant."
      )
    }
      + back.unset.map { key in
        Finding(
          .notRestored,
          severity: .warning,
          "`\(key.rawValue)` of \(what) was not set before that apply, and AWS can't unset it.",
          remedy: "Set it by hand if what it is now is wrong."
        )
      }
  }

  /// Which targets a rollback leaves as they are: those that were registered before and are neither
  /// now nor the endpoint's, and those that the apply registered.
  static func ofTargets(left: Set<Target>, kept: Set<Target>) -> [Finding] {
    var findings: [Finding] = []
    if !left.isEmpty {
      let verb = left.count == 1 ? "was" : "were"
      findings.append(
        Finding(
          .notRestored,
          "\(list(left)) \(verb) registered before, and \(verb == "was" ? "is" : "are") not the "
            + "endpoint's now: not registered again.",
          remedy: ""
        )
      )
    }
    if !kept.isEmpty {
      let stays = kept.count == 1 ? "stays" : "stay"
      findings.append(
        Finding(
          .notRestored,
          "\(list(kept)), registered by that apply, \(stays): a rollback removes no target.",
          remedy: ""
        )
      )
    }
    return findings
  }

  /// The first few of many.
  private static func list(_ targets: Set<Target>) -> String {
    let shown = targets.sorted().prefix(5).map(\.description).joined(separator: ", ")
    return targets.count > 5 ? "\(shown) and \(targets.count - 5) more" : shown
  }
}
