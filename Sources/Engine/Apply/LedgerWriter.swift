import AWS
import Core

/// Writes a binding's claims and releases into the tags of its target group.
///
/// AWS replaces a tag's value whole, and another run may write at the same time. So each write is
/// made from tags that were just read, and the tags are read again until they show it: what another
/// writer overwrote is merged and written again, a few times.
struct LedgerWriter: Sendable {
  let client: Client
  let targetGroup: ARN
  let binding: String

  private static let mostWrites = 3

  /// How often in a row the tags are looked at for what was written: AWS may show it late.
  private static let looks = 3

  /// Claims targets; done when the tags name all of them.
  func claim(_ targets: [Target]) async -> Writer.Reply {
    await write { $0.claiming(targets) }
  }

  /// Releases targets; done when the tags name none of them, and all others that they did.
  func release(_ targets: [Target]) async -> Writer.Reply {
    await write { $0.releasing(targets) }
  }

  private func write(_ change: (Ledger) -> Ledger) async -> Writer.Reply {
    var requestId: String?
    var isMade = false
    for written in 0..<Self.mostWrites {
      let tags: GroupTags
      switch await unwritten(change, looks: written == 0 ? 1 : Self.looks) {
      case .success(nil): return .done(requestId: requestId)
      case .success(let seen?): tags = seen
      case .failure(let error): return isMade ? ended(error, requestId) : .refused(error)
      }
      let update: TagUpdate
      do throws(LedgerError) {
        update = try change(Ledger(of: binding, in: tags)).update(of: tags)
      } catch {
        return .undone("\(error)")
      }
      switch await make(update) {
      case .done(let id, _):
        requestId = id
        isMade = true
      case .lost: break
      case .refused(let error): return .refused(error)
      case .undone(let reason): return .undone(reason)
      }
    }
    switch await unwritten(change, looks: Self.looks) {
    case .success(nil): return .done(requestId: requestId)
    case .success: return .undone(Self.overwritten)
    case .failure(let error): return isMade ? ended(error, requestId) : .refused(error)
    }
  }

  /// What became of a write that AWS took and that can't be looked at: an interrupted run ends with
  /// what it has made.
  private func ended(_ error: ServiceError, _ requestId: String?) -> Writer.Reply {
    error.isCancelled
      ? .done(requestId: requestId)
      : .undone("The tags were written and could not be read again. \(error)")
  }

  /// The tags where they don't show a change yet; nil where they do.
  private func unwritten(
    _ change: (Ledger) -> Ledger,
    looks: Int
  ) async -> Result<GroupTags?, ServiceError> {
    var looked = 0
    while true {
      looked += 1
      do throws(ServiceError) {
        let tags = try await client.groupTags(of: targetGroup)
        let ledger = Ledger(of: binding, in: tags)
        if change(ledger) == ledger { return .success(nil) }
        if looked >= looks { return .success(tags) }
      } catch {
        // One failed look is no reason to give up what is written.
        if looked >= looks || error.isCancelled { return .failure(error) }
      }
      await client.clock.sleep(milliseconds: 1000 * looked)
    }
  }

  /// Adds tags before it takes others off, so that no entry is lost where it ends between.
  private func make(_ update: TagUpdate) async -> Writer.Reply {
    let group = targetGroup.description
    var reply = Writer.Reply.done(requestId: nil)
    if !update.added.isEmpty {
      let tags = update.added.sorted { $0.key < $1.key }
        .map { ELBv2.Tag(key: $0.key, value: $0.value) }
      reply = await client.reply(to: ELBv2.addTags(tags, to: group))
    }
    guard reply.isDone, !update.removed.isEmpty else { return reply }
    return await client.reply(to: ELBv2.removeTags(update.removed, from: group))
  }

  private static let overwritten =
    "The tags of the target group don't hold what was written there: something else goes on changing "
    + "them. Let one run write at a time, and keep Terraform off the keys that begin with "
    + "`\(GroupTags.ledgerPrefix)` (`ignore_tags`)."
}
