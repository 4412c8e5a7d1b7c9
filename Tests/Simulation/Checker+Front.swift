import Core

// What may be written before the group: nothing that is somebody else's is changed, and nothing is
// made twice.
extension Checker {
  mutating func checkFront(_ write: Write) {
    let asked = write.asked
    func violated(_ rule: String) { self.violated(rule, by: asked.operation, at: write.number) }
    if asked.operation.hasPrefix("Delete") || asked.operation == "RemoveListenerCertificates" {
      violated("it takes away more than targets")
    }
    // A first call goes by what the plan was made from, a repeated one by what was read since.
    let known = run.sent.contains(asked.operation) ? run.latest : run.start
    guard let known, let front = Front(known) else { return }
    switch asked.operation {
    case "CreateRule": checkNewRule(front, violated)
    case "ModifyRule": checkRule(asked.text("RuleArn"), front, violated)
    case "SetRulePriorities":
      checkRule(asked.text("RulePriorities.member.1.RuleArn"), front, violated)
      if asked.text("RulePriorities.member.2.RuleArn") != nil {
        violated("more than one rule gets another priority")
      }
    case "ModifyListener": checkListener(asked, front, violated)
    case "AddListenerCertificates":
      let added = asked.text("Certificates.member.1.CertificateArn")
      if front.listener?.certificates.contains(where: { $0.description == added }) ?? false {
        violated("a certificate is added that was there")
      }
    case "ImportCertificate": checkImport(write, known, violated)
    default: break
    }
  }

  /// A group is made where none of its name was seen, or where it was gone when its targets or tags
  /// were asked for.
  mutating func checkNewGroup(_ write: Write) {
    let operation = write.asked.operation
    let known = run.sent.contains(operation) ? run.latest : run.start
    guard let seen = known?[.group], seen.group(of: binding) != nil else { return }
    let later = [known?[.targets], known?[.tags]].compactMap(\.self)
    if later.contains(where: { $0.group(of: binding) == nil }) { return }
    violated("a group is made, and one of its name was seen", by: operation, at: write.number)
  }

  private func checkNewRule(_ front: Front, _ violated: (String) -> Void) {
    guard let wanted = front.spec.rule else {
      return violated("a rule is made, and none is wanted")
    }
    let isThere = front.rules.contains { rule in
      front.isOwn(rule)
        && (rule.priority == wanted.priority || !Set(rule.hosts).isDisjoint(with: wanted.hosts))
    }
    if isThere { violated("a rule is made, and one that is ours was seen") }
  }

  private func checkRule(
    _ arn: String?,
    _ front: Front,
    _ violated: (String) -> Void
  ) {
    guard let rule = front.rules.first(where: { $0.arn.description == arn }) else {
      return violated("a rule is changed that was not seen")
    }
    if front.spec.rule == nil { violated("a rule is changed, and none is wanted") }
    if !front.isOwn(rule) { violated("a rule is changed that is somebody else's") }
  }

  private func checkListener(
    _ asked: Asked,
    _ front: Front,
    _ violated: (String) -> Void
  ) {
    guard let listener = front.listener, listener.arn.description == asked.text("ListenerArn")
    else {
      return violated("a listener is changed that was not seen")
    }
    if asked.has("DefaultActions.") { violated("the default action is changed") }
    if front.spec.rule == nil, !front.isDefaultOwn {
      violated("a listener is changed that forwards elsewhere")
    }
    if asked.has("Certificates."), front.isShared {
      violated("the default certificate is changed, and others share the listener")
    }
  }

  /// No certificate is made where one that was imported for the binding, with such a key, was seen.
  private func checkImport(
    _ write: Write,
    _ known: Knowledge,
    _ violated: (String) -> Void
  ) {
    let former = Set(write.before.here.certificates.map(\.arn))
    let new = write.after.here.certificates.first { !former.contains($0.arn) }
    guard let new, let seen = known[.importTags]?.here.certificates else { return }
    let isThere = seen.contains {
      $0.imported?.binding == binding.name && $0.keyAlgorithm == new.keyAlgorithm
    }
    if isThere { violated("another certificate is made, and the binding's own was seen") }
  }
}
