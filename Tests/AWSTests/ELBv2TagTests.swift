import Testing

@testable import AWS

@Suite struct ELBv2TagTests {
  @Test func `tags are read with the resource that has them`() async throws {
    let call = try ELBv2ReadingTests.firstPage(ELBv2.describeTags(of: ["arn:tg"]))
    let page = try await ELBv2ReadingTests.read(
      call,
      """
      <TagDescriptions><member><ResourceArn>arn:tg</ResourceArn><Tags>
      <member><Key>mooring:targets:a:1</Key><Value>10.0.1.5/443 10.0.2.7/443</Value></member>
      <member><Key>empty</Key><Value/></member><member><Key>bare</Key></member>
      </Tags></member><member><ResourceArn>arn:li</ResourceArn><Tags/></member></TagDescriptions>
      """
    )
    #expect(
      page.items == [
        ELBv2.TagDescription(
          resourceARN: "arn:tg",
          tags: [
            .init(key: "mooring:targets:a:1", value: "10.0.1.5/443 10.0.2.7/443"),
            .init(key: "empty", value: ""), .init(key: "bare", value: ""),
          ]
        ), ELBv2.TagDescription(resourceARN: "arn:li", tags: []),
      ]
    )
    #expect(page.next == nil)
  }

  @Test(arguments: [
    "", "<TagDescriptions><member><Tags/></member></TagDescriptions>",
    """
    <TagDescriptions><member><ResourceArn>a</ResourceArn><Tags><member><Value>v</Value></member>\
    </Tags></member></TagDescriptions>
    """,
  ])
  func `an answer without what AWS requires is an error`(result: String) async throws {
    let call = try ELBv2ReadingTests.firstPage(ELBv2.describeTags(of: ["arn:tg"]))
    await #expect(throws: ServiceError.self) { try await ELBv2ReadingTests.read(call, result) }
  }

  @Test func `many resources are asked about twenty at a time`() {
    let listing = ELBv2.describeTags(of: (1...41).map { "arn:\($0)" })
    let bodies = listing.batches.map { String(decoding: $0(nil).message.body, as: UTF8.self) }
    #expect(bodies.map { $0.split(separator: "&").count - 2 } == [20, 20, 1])
    #expect(ELBv2.describeTags(of: []).batches.isEmpty)
  }

  /// The vectors have no RemoveTags; the differential tests hold it against botocore.
  @Test func `tags are taken off by their keys`() {
    let call = ELBv2.removeTags(["mooring:targets:a:2", "b"], from: "arn:tg")
    #expect(
      String(decoding: call.message.body, as: UTF8.self) == """
        Action=RemoveTags&Version=2015-12-01&ResourceArns.member.1=arn%3Atg\
        &TagKeys.member.1=mooring%3Atargets%3Aa%3A2&TagKeys.member.2=b
        """
    )
  }
}
