import SigV4

@testable import AWS
@testable import Documents

extension FuzzedParser {
  static func takeJSON(_ bytes: [UInt8]) -> String? {
    readAnswers(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    let quoted = try? JSON(Array(JSONReading.quoted(text).utf8), file: "")
    guard case .string(let unquoted) = quoted, unquoted.utf8.elementsEqual(text.utf8) else {
      return "a text is read otherwise than it was quoted"
    }
    return broken(byDocument: bytes) ?? broken(bySnapshot: bytes) ?? broken(byPlan: bytes)
      ?? broken(byReport: bytes)
  }

  /// AWS's answers, by each operation that reads JSON.
  private static func readAnswers(_ bytes: [UInt8]) {
    _ = FaultBody(json: HTTPResponse(status: 400, body: bytes))
    _ = try? MWAA.environment(named: "a").read(bytes)
    _ = try? ACM.describeCertificate("a").read(bytes)
    _ = try? ACM.listCertificates(statuses: []).batches[0](nil).read(bytes)
    _ = try? ACM.listTags(of: "a").read(bytes)
    let secret = Secret("a")
    _ = try? SSO.roleCredentials(role: "a", account: "a", accessToken: secret).read(bytes)
    let token = SSOOIDC.createToken(clientID: "a", clientSecret: secret, refreshToken: secret)
    _ = try? token.read(bytes)
  }

  private static func broken(byDocument bytes: [UInt8]) -> String? {
    guard let json = try? JSON(bytes, file: "") else { return nil }
    guard let compact = try? json.compactBytes(), let long = try? json.documentBytes() else {
      return "a document isn't written"
    }
    for written in [compact, long] {
      guard let again = try? JSON(written, file: ""), again == json,
        (try? again.compactBytes()) == compact
      else { return "a document is read otherwise than it was written" }
    }
    return nil
  }

  private static func broken(bySnapshot bytes: [UInt8]) -> String? {
    guard let observation = try? SnapshotDocument.decode(bytes, file: "") else { return nil }
    let tool = ToolVersion(name: "fuzz", version: "0")
    guard let written = try? SnapshotDocument.encode(observation, tool: tool),
      let again = try? SnapshotDocument.decode(written, file: "")
    else { return "a snapshot isn't read when it is written again" }
    guard let twice = try? SnapshotDocument.encode(again, tool: tool), twice == written else {
      return "a snapshot is read otherwise than it was written"
    }
    return nil
  }

  private static func broken(byPlan bytes: [UInt8]) -> String? {
    guard let plan = try? PlanDocument.decode(bytes, file: "") else { return nil }
    guard let written = try? PlanDocument.encode(plan),
      let again = try? PlanDocument.decode(written, file: "")
    else { return "a plan isn't read when it is written again" }
    return again == plan ? nil : "a plan is read otherwise than it was written"
  }

  private static func broken(byReport bytes: [UInt8]) -> String? {
    guard let report = try? ReportDocument.decode(bytes, file: "") else { return nil }
    guard let written = try? ReportDocument.encode(report),
      let again = try? ReportDocument.decode(written, file: "")
    else { return "a report isn't read when it is written again" }
    return again == report ? nil : "a report is read otherwise than it was written"
  }
}
