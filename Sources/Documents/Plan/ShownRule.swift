import Core

/// A rule of ours as plans and reports show it, which has no conditions but its hosts.
struct ShownRule: JSONReadable {
  let rule: Rule

  init(_ rule: Rule) { self.rule = rule }

  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers(["arn", "listenerArn", "priority", "hosts", "actions"])
    rule = Rule(
      arn: try members.required("arn"),
      listener: try members.required("listenerArn"),
      priority: try members.int("priority", in: Bounds.priority),
      hosts: try members.list("hosts"),
      hasOtherConditions: false,
      actions: try members.list("actions")
    )
  }

  var json: JSON {
    .object([
      "arn": .text(rule.arn),
      "listenerArn": .text(rule.listener),
      "priority": .int(rule.priority),
      "hosts": .texts(rule.hosts),
      "actions": .array(rule.actions.map(\.json)),
    ])
  }
}
