/// The Authorization header of a signed request.
package struct Authorization: Hashable, Sendable {
  /// The only algorithm: AWS Signature Version 4 with HMAC-SHA256.
  package static let algorithm = "AWS4-HMAC-SHA256"

  package let accessKeyID: String
  package let scope: CredentialScope
  package let signedHeaders: SignedHeaders

  /// 64 lower-case hexadecimal digits in a valid signature.
  package let signature: String

  init(
    accessKeyID: String,
    scope: CredentialScope,
    signedHeaders: SignedHeaders,
    signature: String
  ) {
    self.accessKeyID = accessKeyID
    self.scope = scope
    self.signedHeaders = signedHeaders
    self.signature = signature
  }

  /// Reads the value of a received header; its three fields may stand in any order.
  ///
  /// - Throws: ``VerificationError/incompleteSignature(reason:)``.
  package init(parsing value: String) throws(VerificationError) {
    let (algorithm, rest) = Self.halves(of: Substring(value).utf8, at: " ")
    guard algorithm.elementsEqual(Self.algorithm.utf8), let rest else {
      throw .incompleteSignature(reason: "the algorithm is not \(Self.algorithm)")
    }
    var fields: [Substring: Substring] = [:]
    for part in rest.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let (name, value) = Self.halves(of: Self.trimmed(part), at: "=")
      guard let value, !value.isEmpty else {
        throw .incompleteSignature(reason: "a field of the Authorization header is empty")
      }
      guard fields.updateValue(Substring(value), forKey: Substring(name)) == nil else {
        throw .incompleteSignature(reason: "a field of the Authorization header is repeated")
      }
    }
    guard fields.count == 3, let credential = fields["Credential"],
      let signedHeaders = fields["SignedHeaders"], let signature = fields["Signature"]
    else {
      throw .incompleteSignature(
        reason: "the Authorization header needs Credential, SignedHeaders and Signature"
      )
    }
    (accessKeyID, scope) = try Self.credential(credential)
    guard let names = SignedHeaders(parsing: String(signedHeaders)) else {
      throw .incompleteSignature(
        reason: "SignedHeaders must list names in lower case, sorted, each once"
      )
    }
    self.signedHeaders = names
    self.signature = String(signature)
  }

  /// The header's value.
  package var headerValue: String {
    """
    \(Self.algorithm) Credential=\(accessKeyID)/\(scope), \
    SignedHeaders=\(signedHeaders.text), Signature=\(signature)
    """
  }

  private static func credential(
    _ text: Substring
  ) throws(VerificationError) -> (String, CredentialScope) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard parts.count == 5, !parts[0].isEmpty, parts[4] == CredentialScope.terminator else {
      throw .incompleteSignature(
        reason: "Credential must be <key id>/<date>/<region>/<service>/aws4_request"
      )
    }
    do throws(SigningError) {
      let scope = try CredentialScope(date: parts[1], region: parts[2], service: parts[3])
      return (parts[0], scope)
    } catch {
      throw .incompleteSignature(reason: "Credential holds an invalid date, Region or service")
    }
  }

  private static func halves(
    of text: Substring.UTF8View,
    at separator: Unicode.Scalar
  ) -> (Substring.UTF8View, Substring.UTF8View?) {
    guard let index = text.firstIndex(of: UInt8(ascii: separator)) else { return (text, nil) }
    return (text[..<index], text[text.index(after: index)...])
  }

  private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
    let blank = UInt8(ascii: " ")
    let start = text.drop { $0 == blank }
    guard let end = start.lastIndex(where: { $0 != blank }) else { return start }
    return start[...end]
  }
}
