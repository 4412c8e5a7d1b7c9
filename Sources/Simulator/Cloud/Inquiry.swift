import Core

/// One call that passed the front door: who asks what, where and when.
struct Inquiry {
  var operation: Operation
  var parameters: Parameters
  var caller: Principal
  var region: String

  /// When the call has its effects, in milliseconds since 1970.
  var now: Int

  /// The clock of signatures and sessions, in seconds since 1970.
  var signingTime: Int

  var place: Place { Place(account: caller.account, region: region) }

  /// A number among the parameters; nil when it is absent.
  func number(_ name: String) throws(ServiceError) -> Int? {
    guard let text = parameters.text(name) else { return nil }
    guard let number = Int(text), text.utf8.first != UInt8(ascii: "+") else {
      throw .validation("'\(text)' is not a valid value for '\(name)': a number is expected")
    }
    return number
  }

  func boolean(_ name: String) throws(ServiceError) -> Bool? {
    switch parameters.text(name)?.lowercased() {
    case nil: return nil
    case "true": return true
    case "false": return false
    default: throw .validation("'\(name)' must be true or false")
    }
  }

  func required(_ name: String) throws(ServiceError) -> String {
    guard let text = parameters.text(name) else { throw .missing(name) }
    return text
  }
}
