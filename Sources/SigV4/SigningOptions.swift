/// How a service departs from the rules that all of AWS but S3 follows.
package struct SigningOptions: Hashable, Sendable {
  package var path: CanonicalPathRule

  /// Whether the header `x-amz-content-sha256` with the hash of the body is added; off by default.
  package var addsContentHash: Bool

  /// Whether the signature covers `X-Amz-Security-Token`; on by default.
  ///
  /// When off, the token is added all the same: a few services want it outside of the signature.
  package var signsSessionToken: Bool

  package init(
    path: CanonicalPathRule = CanonicalPathRule(),
    addsContentHash: Bool = false,
    signsSessionToken: Bool = true
  ) {
    self.path = path
    self.addsContentHash = addsContentHash
    self.signsSessionToken = signsSessionToken
  }
}
