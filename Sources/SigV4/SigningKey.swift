/// A derived key, good for one access key on one day in one Region for one service.
///
/// It may be kept for that day: deriving it takes four HMACs, using it one. Its bytes redact
/// themselves like any secret.
package struct SigningKey: Hashable, Sendable {
  package let accessKeyID: String
  package let scope: CredentialScope
  let bytes: [UInt8]
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "signing key of \(accessKeyID) for \(scope)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror {
    Mirror(self, children: ["accessKeyID": accessKeyID, "scope": scope])
  }
}
