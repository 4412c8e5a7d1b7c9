/// What the program calls itself in the header `User-Agent`, in the form of AWS's SDKs.
///
/// It says no more of the machine than its system and architecture.
struct UserAgent: Hashable, Sendable {
  let text: String

  /// Makes the text for a version of the program and the operator's `AWS_SDK_UA_APP_ID`.
  init(version: String, applicationID: String?) {
    var parts = [
      "mooring/\(Self.token(version))", "ua/2.1", "os/linux", "md/arch#\(Self.architecture)",
      "lang/swift#6", "cfg/retry-mode#standard",
    ]
    if let applicationID, !applicationID.isEmpty {
      parts.append("app/\(Self.applicationID(applicationID))")
    }
    text = parts.joined(separator: " ")
  }

  /// An application ID as the header can hold it: the first 50 characters, as AWS has it, with a hyphen
  /// for each that can't stand there.
  ///
  /// See <https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html>.
  static func applicationID(_ text: String) -> String {
    token(String(String.UnicodeScalarView(text.unicodeScalars.prefix(50))))
  }

  /// A text as an HTTP token (RFC 9110 section 5.6.2).
  private static func token(_ text: String) -> String {
    String(text.unicodeScalars.map { isAllowed($0) ? Character($0) : "-" })
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar)
    }
  }

  private static var architecture: String {
    #if arch(x86_64)
    "x86_64"
    #elseif arch(arm64)
    "aarch64"
    #else
    "other"
    #endif
  }
}
