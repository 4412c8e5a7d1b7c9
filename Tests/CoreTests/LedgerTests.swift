import Core
import TestSupport
import Testing

@Suite struct LedgerTests {
  private func tags(_ ledgers: [String: String], others: Int = 0) -> GroupTags {
    GroupTags(ledgers: ledgers, others: others)
  }

  private let key = Harbour.ledgerKey()

  @Test func `entries are addresses with ports, over numbered tags`() {
    let ledger = Ledger(
      of: "airflow",
      in: tags([
        key: "10.0.1.5/443 2001:db8::1/8443", Harbour.ledgerKey("airflow", 2): "10.0.2.7/443",
      ])
    )
    #expect(
      ledger.targets == [Target("10.0.1.5"), Target("2001:db8::1", 8443), Target("10.0.2.7")]
    )
  }

  @Test(arguments: [
    "mooring:targets:other:1", "mooring:targets:airflow", "mooring:targets:airflow:",
    "mooring:targets:airflow:01", "mooring:targets:airflow:0", "mooring:targets:airflow:-1",
    "mooring:targets:airflow:1:2", "mooring:targets:airflow:x", "mooring:targets::1",
  ])
  func `a key that is not the binding's own holds nothing of it`(key: String) {
    #expect(Ledger(of: "airflow", in: tags([key: "10.0.1.5/443"])).isEmpty)
  }

  @Test func `the same set makes the same tags, however it was written`() throws {
    let one = tags([key: "10.0.2.7/443 10.0.1.5/443"])
    let two = tags([key: "10.0.1.5/443", Harbour.ledgerKey("airflow", 7): " 10.0.2.7/443  "])
    for former in [one, two] {
      let update = try Ledger(of: "airflow", in: former).update(of: former)
      #expect(update.added == [key: "10.0.1.5/443 10.0.2.7/443"])
    }
    #expect(Ledger(of: "airflow", in: one) == Ledger(of: "airflow", in: two))
  }

  @Test func `two spellings of an address are one entry`() throws {
    let former = tags([key: "2001:DB8:0::1/443 2001:db8::1/443"])
    let ledger = Ledger(of: "airflow", in: former)
    #expect(ledger.entries == ["2001:db8::1/443"])
    #expect(try ledger.update(of: former).added == [key: "2001:db8::1/443"])
  }

  @Test(arguments: [
    "10.0.1.5", "10.0.1.5/", "10.0.1.5/0", "10.0.1.5/65536", "10.0.1.5/0443", "10.0.1/443",
    "10.0.1.5:443", "/443", "x", "10.0.1.5/443/1", "10.0.1.05/443", "+",
  ])
  func `an entry that can't be read is kept and names no target`(entry: String) throws {
    let former = tags([key: "\(entry) 10.0.2.7/443"])
    let ledger = Ledger(of: "airflow", in: former)
    #expect(ledger.targets == [Target("10.0.2.7")])
    let update = try ledger.releasing([Target("10.0.2.7")]).update(of: former)
    #expect(update == TagUpdate(added: [key: entry], removed: []))
  }

  @Test func `values have at most 256 characters, and tags that are not needed go`() throws {
    let many = (1...100).map { Target("10.200.100.\($0)", 65_000) }
    let none = Ledger(of: "airflow", in: GroupTags())
    let added = try none.claiming(many).update(of: GroupTags()).added
    #expect(added.values.allSatisfy { $0.count <= 256 })
    #expect(added.values.contains { $0.count > 230 })
    #expect(Set(added.keys) == Set((1...added.count).map { Harbour.ledgerKey("airflow", $0) }))
    let full = tags(added)
    #expect(Ledger(of: "airflow", in: full).targets == Set(many))
    let update = try Ledger(of: "airflow", in: full).releasing(Array(many.dropFirst())).update(
      of: full
    )
    #expect(update.added == [key: "10.200.100.1/65000"])
    #expect(update.removed.count == added.count - 1)
  }

  /// Tags are added before others are taken off, so nothing is lost between.
  @Test func `half an update has lost no entry`() throws {
    let many = (1...60).map { Target("10.200.100.\($0)", 65_000) }
    let full = tags(
      try Ledger(of: "airflow", in: GroupTags()).claiming(many).update(of: GroupTags()).added
    )
    for leaving in [many[0], many[30], many[59]] {
      let update = try Ledger(of: "airflow", in: full).releasing([leaving]).update(of: full)
      let half = tags(full.ledgers.merging(update.added) { $1 })
      #expect(
        Ledger(of: "airflow", in: half).targets.isSuperset(of: Set(many).subtracting([leaving]))
      )
      let whole = tags(half.ledgers.filter { !update.removed.contains($0.key) })
      #expect(Ledger(of: "airflow", in: whole).targets == Set(many).subtracting([leaving]))
    }
  }

  @Test func `an emptied ledger leaves no tag`() throws {
    let former = tags([key: "10.0.1.5/443"])
    let update = try Ledger(of: "airflow", in: former).releasing([Target("10.0.1.5")])
      .update(of: former)
    #expect(update == TagUpdate(added: [:], removed: [key]))
  }

  @Test func `another binding's entries are neither read nor written`() throws {
    let former = tags([key: "10.0.1.5/443", Harbour.ledgerKey("other"): "10.0.2.7/443"])
    let update = try Ledger(of: "airflow", in: former).releasing([Target("10.0.1.5")])
      .update(of: former)
    #expect(update.removed == [key])
    #expect(Ledger.others(than: "airflow", in: former).map(\.targets) == [[Target("10.0.2.7")]])
  }

  @Test(arguments: [(49, true), (50, false)])
  func `a group has fifty tags, others' too`(others: Int, fits: Bool) {
    let taken = tags([:], others: others)
    let update = Result { () throws(LedgerError) in
      try Ledger(of: "airflow", in: taken).claiming([Target("10.0.1.5")]).update(of: taken)
    }
    #expect(((try? update.get()) != nil) == fits)
    if !fits {
      #expect(update == .failure(.full(binding: "airflow", needed: 1, taken: 50)))
    }
  }

  @Test func `of others' tags only the number is kept`() {
    let seen = GroupTags([
      ("Name", "web"), ("aws:cloudformation:stack-name", "s"), (key, "10.0.1.5/443"),
      ("mooring", "note"),
    ])
    #expect(seen == tags([key: "10.0.1.5/443"], others: 2))
  }

  @Test func `the longest name makes a key that AWS takes`() throws {
    let name = String(repeating: "n", count: 63)
    let many = (0..<500).map { Target("10.200.\($0 / 200).\($0 % 200)", 65_000) }
    let added = try Ledger(of: name, in: GroupTags()).claiming(many).update(of: GroupTags()).added
    #expect(added.keys.allSatisfy { $0.count <= 128 })
    #expect(added.count < 50)
  }
}
