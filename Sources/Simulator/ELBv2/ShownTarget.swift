/// A target with its health as DescribeTargetHealth shows it.
struct ShownTarget: Hashable {
  var id: String
  var port: Int?
  var zone: String?
  var checkPort: String?
  var health: ShownHealth
}
