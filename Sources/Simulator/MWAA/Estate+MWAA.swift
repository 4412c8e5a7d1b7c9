import Core
import SigV4

extension Estate {
  func answerMWAA(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
    inquiry.operation == .listEnvironments
      ? try environmentNames(inquiry) : try environment(inquiry)
  }

  /// Answers ListEnvironments: the names, at most 25 a page.
  ///
  /// https://docs.aws.amazon.com/mwaa/latest/API/API_ListEnvironments.html
  private func environmentNames(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
    let size = try inquiry.number("MaxResults") ?? 25
    guard (1...25).contains(size) else {
      throw ServiceError(
        "ValidationException",
        "1 validation error detected: Value '\(size)' at 'maxResults' failed to satisfy constraint: "
          + "Member must have value between 1 and 25"
      )
    }
    var key: String?
    if let token = inquiry.parameters.text("NextToken") {
      key = PageToken.key(in: token)
      guard key != nil else {
        throw ServiceError("ValidationException", "Invalid NextToken")
      }
    }
    let page = environments.page(after: key, limit: size)
    return .object(
      [
        JSONText.Member("Environments", .strings(page.rows.map(\.name))),
        JSONText.Member("NextToken", page.next.map(PageToken.text)),
      ].compactMap { $0 }
    )
  }

  /// Answers GetEnvironment.
  ///
  /// https://docs.aws.amazon.com/mwaa/latest/API/API_GetEnvironment.html
  private func environment(_ inquiry: Inquiry) throws(ServiceError) -> JSONText {
    let name = inquiry.parameters.text("Name") ?? ""
    guard Self.isName(name) else {
      throw ServiceError(
        "ValidationException",
        "1 validation error detected: Value '\(name)' at 'name' failed to satisfy constraint: "
          + "Member must satisfy regular expression pattern: [a-zA-Z][0-9a-zA-Z-_]*"
      )
    }
    guard let environment = environments[name] else {
      throw ServiceError(
        "ResourceNotFoundException",
        "No environment found with name \(name) in account \(inquiry.caller.account)",
        status: 404
      )
    }
    return .object([.init("Environment", environment.json)])
  }

  private static func isName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, bytes.count <= 80, first.isASCIILetter else { return false }
    return bytes.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_".utf8.contains($0) }
  }
}

extension Environment {
  fileprivate var json: JSONText {
    .object(
      [
        JSONText.Member("Name", .string(name)),
        JSONText.Member("Arn", .string(arn.description)),
        JSONText.Member("Status", .string(status)),
        JSONText.Member("WebserverAccessMode", .string(accessMode)),
        JSONText.Member("WebserverUrl", webServerHost),
        JSONText.Member("WebserverVpcEndpointService", webServerEndpointService),
        JSONText.Member("DatabaseVpcEndpointService", databaseEndpointService),
        JSONText.Member(
          "NetworkConfiguration",
          .object([
            .init("SubnetIds", .strings(subnetIds)),
            .init("SecurityGroupIds", .strings(securityGroupIds)),
          ])
        ),
        JSONText.Member("EndpointManagement", endpointManagement),
        baseURL.map {
          JSONText.Member(
            "AirflowConfigurationOptions",
            .object([.init("webserver.base_url", .string($0))])
          )
        },
      ].compactMap { $0 }
    )
  }
}
