@testable import AWS

extension FuzzedParser {
  static func takeXML(_ bytes: [UInt8]) -> String? {
    _ = FaultBody(xml: bytes)
    _ = XMLElement.requestID(in: bytes)
    guard let root = try? XMLElement(parsing: bytes) else { return nil }
    // An answer's root says which operation reads it.
    answers[root.name]?(bytes)
    if depth(of: root) > AnswerLimits.depth { return "elements are nested beyond the limit" }
    guard let again = try? XMLElement(parsing: Array(text(of: root).utf8)) else {
      return "what was read isn't read when it is written again"
    }
    return again == root ? nil : "what was read is read otherwise when it is written again"
  }

  private static func depth(of element: XMLElement) -> Int {
    1 + (element.children.map(depth).max() ?? 0)
  }

  private static func text(of element: XMLElement) -> String {
    let text = element.text.unicodeScalars.map { scalar in
      "&<>\r".unicodeScalars.contains(scalar) ? "&#\(scalar.value);" : String(scalar)
    }
    let children = element.children.map(Self.text)
    return "<\(element.name)>\(text.joined())\(children.joined())</\(element.name)>"
  }

  private static let answers: [String: @Sendable ([UInt8]) -> Void] = {
    var answers: [String: @Sendable ([UInt8]) -> Void] = [:]
    func add<Output>(_ call: Call<Output>?) {
      guard let call else { return }
      answers["\(call.operation.rawValue)Response"] = { _ = try? call.read($0) }
    }
    let role = STS.Role(arn: "a")
    add(EC2.describeVPCEndpoints(.filters([])).batches.first?(nil))
    add(EC2.describeNetworkInterfaces(.filters([])).batches.first?(nil))
    add(EC2.describeSubnets(.filters([])).batches.first?(nil))
    add(EC2.describeSecurityGroups(.filters([])).batches.first?(nil))
    add(EC2.managedPrefixListEntries(of: "a").batches.first?(nil))
    add(ELBv2.describeTargetGroups(.names(["a"])).batches.first?(nil))
    add(ELBv2.describeLoadBalancers(.names(["a"])).batches.first?(nil))
    add(ELBv2.describeListeners(loadBalancer: "a").batches.first?(nil))
    add(ELBv2.describeRules(listener: "a").batches.first?(nil))
    add(ELBv2.describeTargetHealth(targetGroup: "a"))
    add(ELBv2.modifyTargetGroup("a", healthCheck: .init()))
    add(ELBv2.modifyListener("a", .init()))
    add(ELBv2.describeTags(of: ["a"]).batches.first?(nil))
    add(STS.callerIdentity())
    add(STS.assumeRole(role))
    return answers
  }()
}
