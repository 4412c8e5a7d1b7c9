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
    let (algorithm, rest) = Self.halves(of: Array(value.utf8)[...], at: " ")
    guard algorithm.elementsEqual(Self.algorithm.utf8), let rest else {
      throw .incompleteSignature(reason: "the algorithm is not \(Self.algorithm)")
    }
    var fields: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
    for part in rest.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let (name, value) = Self.halves(of: Self.trimmed(part), at: "=")
      guard let value, !value.isEmpty else {
        throw .incompleteSignature(reason: "a field of the Authorization header is empty")
      }
      guard !fields.contains(where: { $0.name == name }) else {
        throw .incompleteSignature(reason: "a field of the Authorization header is repeated")
      }
      fields.append((name, value))
    }
    func field(_ name: String) -> ArraySlice<UInt8>? {
      fields.first { $0.name.elementsEqual(name.utf8) }?.value
    }
    guard fields.count == 3, let credential = field("Credential"),
      let signedHeaders = field("SignedHeaders"), let signature = field("Signature")
    else {
      throw .incompleteSignature(
        reason: "the Authorization header needs Credential, SignedHeaders and Signature"
      )
    }
    (accessKeyID, scope) = try Self.credential(credential)
    guard let names = SignedHeaders(parsing: String(decoding: signedHeaders, as: UTF8.self)) else {
      throw .incompleteSignature(
        reason: "SignedHeaders must list names in lower case, sorted, each once"
      )
    }
    self.signedHeaders = names
    self.signature = String(decoding: signature, as: UTF8.self)
  }

  /// The header's value.
  package var headerValue: String {
    """
    \(Self.algorithm) Credential=\(accessKeyID)/\(scope), \
    SignedHeaders=\(signedHeaders.text), Signature=\(signature)
    """
  }

  private static func credential(
    _ text: ArraySlice<UInt8>
  ) throws(VerificationError) -> (String, CredentialScope) {
    let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
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
    of text: ArraySlice<UInt8>,
    at separator: Unicode.Scalar
  ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
    guard let index = text.firstIndex(of: UInt8(ascii: separator)) else { return (text, nil) }
    return (text[..<index], text[(index + 1)...])
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let blank = UInt8(ascii: " ")
    let start = text.drop { $0 == blank }
    guard let end = start.lastIndex(where: { $0 != blank }) else { return start }
    return start[...end]
  }
}
