/// A group of Regions that shares ARNs, accounts and DNS suffixes, such as `aws` or `aws-cn`.
package enum Partition: String, CaseIterable, Hashable, Sendable {
  case aws
  case china = "aws-cn"
  case europe = "aws-eusc"
  case iso = "aws-iso"
  case isoB = "aws-iso-b"
  case isoE = "aws-iso-e"
  case isoF = "aws-iso-f"
  case govCloud = "aws-us-gov"

  /// The partition of a Region; `aws` for a Region that this version has never heard of.
  ///
  /// A Region is a partition's by its form, such as `us-gov-WORD-NUMBER`, or is the partition's
  /// name for what is in no one Region, such as `aws-cn-global`.
  init(ofRegion name: String) {
    let area = Self.area(ofRegion: name)
    self =
      Self.allCases.first { partition in
        area.map(partition.areas.contains) ?? (partition.globalRegion == name)
      } ?? .aws
  }

  /// What the host names of the partition's services end in.
  package var dnsSuffix: String {
    switch self {
    case .aws, .govCloud: "amazonaws.com"
    case .china: "amazonaws.com.cn"
    case .europe: "amazonaws.eu"
    case .iso: "c2s.ic.gov"
    case .isoB: "sc2s.sgov.gov"
    case .isoE: "cloud.adc-e.uk"
    case .isoF: "csp.hci.ic.gov"
    }
  }

  /// What they end in where the host has addresses of IPv4 and IPv6.
  package var dualStackDNSSuffix: String {
    switch self {
    case .aws, .govCloud: "api.aws"
    case .china: "api.amazonwebservices.com.cn"
    case .europe: "api.amazonwebservices.eu"
    case .iso: "api.aws.ic.gov"
    case .isoB: "api.aws.scloud"
    case .isoE: "api.cloud-aws.adc-e.uk"
    case .isoF: "api.aws.hci.ic.gov"
    }
  }

  /// What stands before the last two parts of its Regions' names.
  private var areas: [String] {
    switch self {
    case .aws: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"]
    case .china: ["cn"]
    case .europe: ["eusc-de"]
    case .iso: ["us-iso"]
    case .isoB: ["us-isob"]
    case .isoE: ["eu-isoe"]
    case .isoF: ["us-isof"]
    case .govCloud: ["us-gov"]
    }
  }

  private var globalRegion: String? { self == .europe ? nil : "\(rawValue)-global" }

  /// What stands before `-WORD-NUMBER`, such as `us-gov` of `us-gov-west-1`; nil for another form.
  private static func area(ofRegion name: String) -> String? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let number = parts.last, !parts[parts.count - 2].isEmpty,
      !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return parts.dropLast(2).joined(separator: "-")
  }
}
