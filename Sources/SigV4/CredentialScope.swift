/// What a signing key is good for: one day, one Region, one service.
///
/// Written `20150830/us-east-1/iam/aws4_request`; see "Elements of an AWS API request signature"
/// in the IAM User Guide.
package struct CredentialScope: Hashable, Sendable {
  /// What every scope ends with.
  package static let terminator = "aws4_request"

  /// The day in UTC as `YYYYMMDD`.
  package let date: String

  package let region: String

  /// The service's signing name, such as `airflow` for MWAA.
  package let service: String

  /// Checks that Region and service are made of ASCII letters, digits, `-`, `_` and `.`.
  package init(
    time: SigningTime,
    region: String,
    service: String
  ) throws(SigningError) {
    try self.init(date: time.day, region: region, service: service)
  }

  /// Does the same with a date that was received.
  init(date: String, region: String, service: String) throws(SigningError) {
    guard date.utf8.count == 8, date.utf8.allSatisfy(\.isASCIIDigit) else {
      throw .invalidScope(.date, date)
    }
    guard Self.isName(region) else { throw .invalidScope(.region, region) }
    guard Self.isName(service) else { throw .invalidScope(.service, service) }
    self.date = date
    self.region = region
    self.service = service
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0.isASCIIDigit || $0.isASCIILetter || $0.isMark }
  }
}

extension CredentialScope: CustomStringConvertible {
  /// The scope as it stands in the string to sign.
  package var description: String { "\(date)/\(region)/\(service)/\(Self.terminator)" }
}

extension UInt8 {
  fileprivate var isMark: Bool {
    self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
  }
}
