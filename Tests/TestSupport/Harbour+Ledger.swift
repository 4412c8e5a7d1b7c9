import Core

extension Harbour {
  /// The key of a binding's first tag.
  package static func ledgerKey(_ binding: String = "airflow", _ number: Int = 1) -> String {
    "mooring:targets:\(binding):\(number)"
  }

  /// A harbour whose binding keeps a ledger, which has these entries.
  package static func recorded(_ entries: String) -> Harbour {
    var harbour = Harbour()
    harbour.keepLedger(entries)
    return harbour
  }

  /// Sets the ownership to `recorded`, and what the binding's ledger says.
  package mutating func keepLedger(_ entries: String) {
    binding.targetGroup.ownership = .recorded
    here.targetGroups[0].tags.ledgers[Self.ledgerKey()] = entries.isEmpty ? nil : entries
  }
}
