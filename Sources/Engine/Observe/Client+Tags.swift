import AWS
import Core

extension Client {
  /// What is mooring's among the tags of a target group, and how many others there are.
  func groupTags(of group: ARN) async throws(ServiceError) -> GroupTags {
    let seen = try await list(ELBv2.describeTags(of: [group.description]))
    return GroupTags(seen.flatMap(\.tags).map { ($0.key, $0.value) })
  }
}
