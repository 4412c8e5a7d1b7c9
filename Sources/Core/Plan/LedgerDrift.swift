/// A binding's ledger held against what is registered and what is wanted (`ownership: recorded`).
///
/// | registered | wanted | in the ledger | then |
/// | --- | --- | --- | --- |
/// | in use | yes | yes | keep |
/// | in use | yes | no | claim: it is adopted |
/// | in use | no | yes | stale or a stranger's: deregister, then release |
/// | in use | no | no | foreign: leave alone |
/// | draining, or not at all | yes | yes | register: an earlier claim outlived what it was for |
/// | draining, or not at all | yes | no | claim, then register |
/// | draining, or not at all | no | yes | release: whoever removed it, it is gone |
/// | draining, or not at all | no | no | nothing |
///
/// A target that another binding's ledger names as well may still be wanted there, so it is foreign
/// here; of the bindings that don't want it any more all release it but the first by name, and when
/// only that one names it, it goes.
///
/// Without any entry nothing is known of who registered what: an address that belongs to another's
/// interface is then told and held as `not-owned`. With one, a target that isn't in the ledger is
/// somebody else's, and so is its interface.
struct LedgerDrift {
  private let own: Ledger
  private let others: [Ledger]

  init(of binding: Binding, in group: TargetGroup) {
    own = Ledger(of: binding.name, in: group.tags)
    others = Ledger.others(than: binding.name, in: group.tags)
  }

  var recorded: Set<Target> { own.targets }

  /// The ledger's entries, and which of some targets other bindings name too.
  func entries(sharing targets: Set<Target>) -> (own: [String], shared: [Target]) {
    (own.entries, targets.filter(isOthers).sorted())
  }

  /// Whether a target that is not wanted is this binding's to remove.
  func owns(_ target: Target) -> Bool { own.targets.contains(target) && !isOthers(target) }

  /// Whether it is certain that a target is somebody else's.
  func isForeign(_ target: Target) -> Bool {
    isOthers(target) || (!own.isEmpty && !own.targets.contains(target))
  }

  private func isOthers(_ target: Target) -> Bool {
    others.contains { $0.targets.contains(target) }
  }

  /// The wanted targets that the ledger doesn't name, sorted.
  func claims(_ sightings: [TargetSighting]) -> [Target] {
    sightings.filter { $0.standing == .wanted && !own.targets.contains($0.target) }
      .map(\.target).sorted()
  }

  /// The entries to take out once these removals are made, sorted.
  func releases(_ sightings: [TargetSighting], removing removals: [Target]) -> [Target] {
    let wanted = Set(sightings.filter { $0.standing == .wanted }.map(\.target))
    let staying = Set(sightings.filter(\.isRegistered).map(\.target)).subtracting(removals)
    return own.targets.filter { target in
      !wanted.contains(target) && (!staying.contains(target) || yields(target))
    }.sorted()
  }

  /// The stale targets that stay because another binding's ledger names them too.
  func findings(_ sightings: [TargetSighting]) -> [Finding] {
    sightings.filter {
      $0.standing == .foreign && $0.isRegistered && own.targets.contains($0.target)
    }.map { sighting in
      let names = others.filter { $0.targets.contains(sighting.target) }.map { "`\($0.binding)`" }
      return Finding(
        .staleTargetKept,
        "\(sighting.target) isn't the endpoint's, and stays: the ledger of "
          + "\(names.joined(separator: ", ")) names it too.",
        remedy: "Where that binding is gone or renamed, take its tags off the target group."
      )
    }
  }

  /// Whether another binding names a target and comes before this one.
  private func yields(_ target: Target) -> Bool {
    others.contains { $0.targets.contains(target) && $0.binding < own.binding }
  }

  /// The tags that hold these claims beside others on a group that has none of ours yet, or why
  /// they can't.
  func update(
    of tags: GroupTags,
    claiming claims: [Target]
  ) -> (tags: [String: String], finding: Finding?) {
    let update = try? own.claiming(claims).update(of: tags)
    return (update?.added ?? [:], finding(claiming: claims, in: tags))
  }

  /// Why the ledger can't be kept with these claims; nil where it can.
  func finding(claiming claims: [Target], in tags: GroupTags) -> Finding? {
    do throws(LedgerError) {
      _ = try own.claiming(claims).update(of: tags)
      return nil
    } catch {
      return Finding(
        .ledgerFull,
        "\(error)",
        remedy: "`aws elbv2 describe-tags` shows the group's tags."
      )
    }
  }
}
