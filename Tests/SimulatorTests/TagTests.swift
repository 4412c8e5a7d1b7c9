import Core
import Simulator
import TestSupport
import Testing

@Suite struct TagTests {
  private func add(
    _ bench: Bench,
    _ tags: [(String, String)],
    to arn: String = SampleWorld.groupARN
  ) async throws -> Bench.Reply {
    var parameters = [("ResourceArns.member.1", arn)]
    for (index, tag) in tags.enumerated() {
      parameters.append(("Tags.member.\(index + 1).Key", tag.0))
      parameters.append(("Tags.member.\(index + 1).Value", tag.1))
    }
    return try await bench.elb("AddTags", parameters)
  }

  private func keys(_ bench: Bench) async throws -> [String] {
    try await bench.elb("DescribeTags", [("ResourceArns.member.1", SampleWorld.groupARN)])
      .all("Key")
  }

  @Test func `tags are added, replaced by key, and taken off`() async throws {
    let bench = try Bench()
    #expect(try await add(bench, [("a", "1"), ("b", "2")]).status == 200)
    #expect(try await add(bench, [("b", "3"), ("c", "")]).status == 200)
    let shown = try await bench.elb(
      "DescribeTags",
      [("ResourceArns.member.1", SampleWorld.groupARN)]
    )
    #expect(shown.all("Key") == ["a", "b", "c"])
    #expect(shown.all("Value") == ["1", "3", ""])
    let removed = try await bench.elb(
      "RemoveTags",
      [
        ("ResourceArns.member.1", SampleWorld.groupARN), ("TagKeys.member.1", "b"),
        ("TagKeys.member.2", "none"),
      ]
    )
    #expect(removed.status == 200)
    #expect(try await keys(bench) == ["a", "c"])
  }

  @Test(arguments: [
    ("twice", [("a", "1"), ("a", "2")], "DuplicateTagKeys"),
    ("many", (1...51).map { ("k\($0)", "") }, "TooManyTags"),
    ("a long key", [(String(repeating: "k", count: 129), "")], "ValidationError"),
    ("a long value", [("k", String(repeating: "v", count: 257))], "ValidationError"),
    ("no key", [("", "v")], "ValidationError"), ("AWS's own", [("aws:k", "v")], "ValidationError"),
    ("a comma", [("k", "10.0.1.5/443,10.0.2.7/443")], "ValidationError"),
    ("none", [], "ValidationError"),
  ])
  func `tags that AWS refuses change nothing`(
    name: String,
    tags: [(String, String)],
    code: String
  ) async throws {
    let bench = try Bench()
    #expect(try await add(bench, tags).first("Code") == code, "\(name)")
    #expect(try await keys(bench) == [])
  }

  @Test func `what AWS takes is taken: fifty tags, long keys and values, AWS's own beside`()
    async throws
  {
    let bench = try Bench()
    let group = try SampleWorld.arn(SampleWorld.groupARN)
    bench.cloud.setTags([Tag(key: "aws:cloudformation:stack-name", value: "s")], of: group)
    let value = String(repeating: "2001:db8::1/443 ", count: 16)
    let key = String(repeating: "k", count: 126)
    #expect(try await add(bench, (10..<60).map { ("\(key)\($0)", value) }).status == 200)
    #expect(try await add(bench, [("\(key)10", "replaced")]).status == 200)
    #expect(try await add(bench, [("one", "more")]).first("Code") == "TooManyTags")
  }

  @Test func `tags of a group that isn't there are refused`() async throws {
    let none = SampleWorld.arnText("targetgroup/none/1")
    #expect(try await add(Bench(), [("a", "")], to: none).first("Code") == "TargetGroupNotFound")
    let removal = [("ResourceArns.member.1", none), ("TagKeys.member.1", "a")]
    let reply = try await Bench().elb("RemoveTags", removal)
    #expect(reply.first("Code") == "TargetGroupNotFound")
    let keyless = try await Bench().elb(
      "RemoveTags",
      [("ResourceArns.member.1", SampleWorld.groupARN)]
    )
    #expect(keyless.first("Code") == "ValidationError")
  }

  @Test func `a snapshot shows ledgers, and counts the rest`() async throws {
    let bench = try Bench()
    #expect(
      try await add(bench, [("mooring:targets:a:1", "10.0.1.5/443"), ("b", "2")]).status == 200
    )
    let tags = bench.cloud.observation().places.values.flatMap(\.targetGroups).map(\.tags)
      .first { !$0.isEmpty }
    #expect(tags == GroupTags(ledgers: ["mooring:targets:a:1": "10.0.1.5/443"], others: 1))
  }

  @Test func `a world's tags are there, and stay through an edit that leaves them alone`()
    async throws
  {
    var harbour = Harbour.recorded("10.0.1.5/443")
    harbour.here.targetGroups[0].tags.others = 49
    let cloud = SimulatedCloud(
      world: harbour.observation,
      clock: VirtualClock(seconds: Harbour.now)
    )
    let before = cloud.observation()[.test].targetGroups[0].tags
    #expect(before == harbour.here.targetGroups[0].tags)
    cloud.edit { $0.places[.test]?.environments[0].status = "UPDATING" }
    #expect(cloud.observation()[.test].targetGroups[0].tags == before)
    cloud.edit { $0.places[.test]?.targetGroups[0].tags = GroupTags() }
    #expect(cloud.observation()[.test].targetGroups[0].tags.isEmpty)
  }
}
