/// An error as a service answers it, before its protocol gives it a form.
struct ServiceError: Error, Hashable {
  var code: String
  var message: String
  var status: Int

  init(_ code: String, _ message: String, status: Int = 400) {
    self.code = code
    self.message = message
    self.status = status
  }

  static func validation(_ message: String) -> ServiceError {
    ServiceError("ValidationError", message)
  }

  /// A parameter that must be there and isn't.
  static func missing(_ name: String) -> ServiceError {
    .validation(
      "1 validation error detected: Value null at '\(name)' failed to satisfy constraint: "
        + "Member must not be null"
    )
  }
}
