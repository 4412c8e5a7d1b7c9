import Core

extension TextForm where Value == String {
  static var bindingName: TextForm {
    .name("a binding's name: 1 to 63 of a-z, 0-9 and `-`", length: 1...63) {
      $0.isLowerLetter || $0.isDigit || $0.isHyphen
    }
  }

  /// The shape that all Regions have, so that one which is newer than this code passes.
  static var region: TextForm {
    TextForm(
      noun: "a Region such as us-west-2",
      parse: { $0.hasRegionForm ? $0 : nil },
      remark: { text in
        guard text.utf8.last?.isLowerLetter == true, String(text.dropLast()).hasRegionForm else {
          return nil
        }
        return "it looks like an Availability Zone"
      }
    )
  }

  /// What GetEnvironment takes.
  ///
  /// https://docs.aws.amazon.com/mwaa/latest/API/API_GetEnvironment.html
  static var environmentName: TextForm {
    TextForm(
      noun: "an MWAA environment's name: 1 to 80 letters, digits, `-` and `_`, a letter first",
      parse: { text in
        guard (1...80).contains(text.utf8.count), text.utf8.first?.isLetter == true,
          text.utf8.allSatisfy({ $0.isNameCharacter || $0 == UInt8(ascii: "_") })
        else { return nil }
        return text
      },
      remark: { $0.hasPrefix("arn:") ? "write the name alone, not the ARN" : nil }
    )
  }

  /// An id such as `vpc-0abc`: the prefix, then hexadecimal digits in lower case.
  static func identifier(_ prefix: String, of thing: String) -> TextForm {
    TextForm(
      noun: "\(thing)'s id such as \(prefix)0123456789abcdef0",
      parse: { text in
        guard text.hasPrefix(prefix) else { return nil }
        let digits = text.utf8.dropFirst(prefix.utf8.count)
        return (1...32).contains(digits.count) && digits.allSatisfy(\.isHexDigit) ? text : nil
      },
      remark: { text in
        text.hasPrefix("vpce-svc-") ? "it is an endpoint service's id; see `serviceName`" : nil
      }
    )
  }

  static var vpc: TextForm { .identifier("vpc-", of: "a VPC") }
  static var vpcEndpoint: TextForm { .identifier("vpce-", of: "a VPC endpoint") }

  /// The characters are those of MWAA's `WebserverVpcEndpointService`.
  static var serviceName: TextForm {
    TextForm(
      noun: "an endpoint service's name such as com.amazonaws.us-west-2.execute-api",
      parse: { text in
        guard (1...1224).contains(text.utf8.count), text.utf8.contains(UInt8(ascii: ".")),
          text.utf8.allSatisfy({ $0.isNameCharacter || $0.isOne(of: "_+=,.@/") })
        else { return nil }
        return text
      }
    )
  }

  /// What CreateTargetGroup takes; only load balancers can't begin with `internal-`.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
  static var targetGroupName: TextForm {
    TextForm(
      noun: "a target group's name: 1 to 32 letters, digits and `-`, no `-` at either end",
      parse: { $0.isELBName ? $0 : nil },
      remark: { $0.hasPrefix("arn:") ? "write an ARN under `arn`" : nil }
    )
  }

  static var sslPolicy: TextForm {
    .name("a security policy's name such as ELBSecurityPolicy-TLS13-1-2-2021-06", length: 1...128) {
      $0.isNameCharacter || $0.isOne(of: "_.")
    }
  }

  /// What ELBv2 takes as a tag's key, but for the keys of AWS's own and mooring's.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html
  static var tagKey: TextForm {
    TextForm(
      noun: "a tag's key: 1 to 128 letters, digits, spaces and `_.:/=+-@`",
      parse: { text in
        (1...128).contains(text.count) && text.isTagText && !text.hasReservedPrefix ? text : nil
      },
      remark: { text in
        text.hasReservedPrefix ? "`aws:` and `mooring:` are kept for AWS and mooring" : nil
      }
    )
  }

  static var tagValue: TextForm {
    TextForm(
      noun: "a tag's value: at most 256 letters, digits, spaces and `_.:/=+-@`",
      parse: { $0.count <= 256 && $0.isTagText ? $0 : nil }
    )
  }

  /// What AssumeRole takes as `RoleSessionName`.
  ///
  /// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  static var sessionName: TextForm {
    .name("a session name: 2 to 64 letters, digits and `_+=,.@-`", length: 2...64) {
      $0.isNameCharacter || $0.isOne(of: "_+=,.@")
    }
  }

  /// Not shown in errors: AWS doesn't call it a secret, but some who hand one out do.
  static var externalId: TextForm {
    var form = TextForm.name(
      "an external id: 2 to 1224 letters, digits and `_+=,.@:/-`",
      length: 2...1224
    ) { $0.isNameCharacter || $0.isOne(of: "_+=,.@:/") }
    form.isShown = false
    return form
  }
}

extension TextForm where Value == AccountID {
  static var account: TextForm {
    TextForm(
      noun: "an account: 12 digits, leading zeros included",
      parse: { AccountID($0) }
    )
  }
}

extension String {
  /// What names of target groups and load balancers have in common.
  var isELBName: Bool {
    (1...32).contains(utf8.count) && utf8.allSatisfy(\.isNameCharacter) && !hasPrefix("-")
      && !hasSuffix("-")
  }

  fileprivate var hasReservedPrefix: Bool {
    let text = lowercased()
    return text.hasPrefix("aws:") || text.hasPrefix("mooring:")
  }

  /// Letters, digits and spaces of all scripts, and some signs.
  fileprivate var isTagText: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .spaceSeparator:
        true
      default: "_.:/=+-@".unicodeScalars.contains(scalar)
      }
    }
  }

  /// At least two words and a number, with hyphens between them: `us-gov-west-1`.
  fileprivate var hasRegionForm: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false).map(\.utf8)
    guard utf8.count <= 32, parts.count >= 3, let last = parts.last else { return false }
    return (1...2).contains(last.count) && last.allSatisfy(\.isDigit)
      && parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLowerLetter) }
  }
}
