/// A group of Regions that shares ARNs, accounts and a DNS suffix, such as `aws` or `aws-cn`.
package enum Partition: String, CaseIterable, Hashable, Sendable {
  case aws
  case china = "aws-cn"
  case govCloud = "aws-us-gov"
  case iso = "aws-iso"
  case isoB = "aws-iso-b"
  case isoE = "aws-iso-e"
  case isoF = "aws-iso-f"
  case europe = "aws-eusc"

  /// The partition of a Region; `aws` for a Region that this version has never heard of.
  package init(of region: RegionName) {
    self = Self.allCases.first { $0.regionPrefixes.contains { region.text.hasPrefix($0) } } ?? .aws
  }

  /// What the host names of the partition's services end in.
  package var dnsSuffix: String {
    switch self {
    case .aws, .govCloud: "amazonaws.com"
    case .china: "amazonaws.com.cn"
    case .iso: "c2s.ic.gov"
    case .isoB: "sc2s.sgov.gov"
    case .isoE: "cloud.adc-e.uk"
    case .isoF: "csp.hci.ic.gov"
    case .europe: "amazonaws.eu"
    }
  }

  private var regionPrefixes: [String] {
    switch self {
    case .aws: []
    case .china: ["cn-"]
    case .govCloud: ["us-gov-"]
    case .iso: ["us-iso-"]
    case .isoB: ["us-isob-"]
    case .isoE: ["eu-isoe-"]
    case .isoF: ["us-isof-"]
    case .europe: ["eusc-"]
    }
  }
}
