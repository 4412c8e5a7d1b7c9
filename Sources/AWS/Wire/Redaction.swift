// Requests carry signatures and session tokens, and answers of STS carry keys: printing, dumping or
// reflecting on them shows neither such a header nor a body.

extension HTTPHeader: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "\(name): \(shownValue)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["name": name, "value": shownValue]) }

  private static let secretNames: Set<String> = [
    "authorization", "proxy-authorization", "x-amz-security-token", "x-amz-sso_bearer_token",
    "x-aws-ec2-metadata-token", "cookie", "set-cookie",
  ]

  private var shownValue: String {
    Self.secretNames.contains(name.lowercased()) ? "<redacted>" : value
  }
}

// What is sent for a token carries the token.

extension QueryForm.Field: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  var description: String { "\(name), \(value.utf8.count) bytes" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

extension WireMessage: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "\(method) \(path), \(body.count) bytes of body" }
  var debugDescription: String { description }

  var customMirror: Mirror {
    Mirror(self, children: ["method": method, "path": path, "headers": headers])
  }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String {
    "\(method) \(origin.scheme.rawValue)://\(origin.host)\(path), \(body.count) bytes of body"
  }

  package var debugDescription: String { description }

  package var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "method": method, "origin": origin, "path": path, "headers": headers,
        "bodyLength": body.count,
      ]
    )
  }
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "HTTP status \(status), \(body.count) bytes of body" }
  package var debugDescription: String { description }

  package var customMirror: Mirror {
    Mirror(self, children: ["status": status, "headers": headers, "bodyLength": body.count])
  }
}

extension WireAnswer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "HTTP status \(status), \(body.count) bytes of body" }
  var debugDescription: String { description }

  var customMirror: Mirror {
    Mirror(self, children: ["status": status, "fault": fault as Any, "bodyLength": body.count])
  }
}

extension XMLElement: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String {
    "<\(name)> with \(text.utf8.count) bytes of text and \(children.count) children"
  }

  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: ["name": name, "children": children]) }
}
