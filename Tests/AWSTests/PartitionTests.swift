import Testing

@testable import AWS

@Suite struct PartitionTests {
  @Test(
    arguments: [
      ("us-west-2", Partition.aws), ("mx-central-1", .aws), ("eu-new-12", .aws),
      ("aws-global", .aws), ("cn-north-1", .china), ("cn-new-9", .china), ("aws-cn-global", .china),
      ("us-gov-west-1", .govCloud), ("us-gov-new-9", .govCloud), ("aws-us-gov-global", .govCloud),
      ("us-iso-east-1", .iso), ("aws-iso-global", .iso), ("us-isob-east-1", .isoB),
      ("aws-iso-b-global", .isoB), ("eu-isoe-west-1", .isoE), ("aws-iso-e-global", .isoE),
      ("us-isof-south-1", .isoF), ("aws-iso-f-global", .isoF), ("eusc-de-east-1", .europe),
    ]
  )
  func `a Region belongs to a partition by its form or by name`(
    region: String,
    partition: Partition
  ) throws {
    #expect(try RegionName.example(region).partition == partition)
  }

  @Test(
    arguments: [
      "xx-new-9", "cn-north", "cn-1", "cn--1", "cn-north-1a", "us-gov-1",
      "eusc-fr-east-1",
      "us-iso-east-1-x", "my-cn-north-1", "cn", "aws-cn", "aws-eusc-global", "x",
    ]
  )
  func `what no partition knows is taken for a Region of aws`(region: String) throws {
    #expect(try RegionName.example(region).partition == .aws)
  }
}
