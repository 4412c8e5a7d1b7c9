extension ClientSettings {
  /// Finds how often a request is sent at most; 3 times where nothing is configured.
  ///
  /// `AWS_MAX_ATTEMPTS` or `max_attempts` counts the first attempt too. The mode of `AWS_RETRY_MODE` or
  /// `retry_mode` is always read as `standard`, which is AWS's own default; the two others are
  /// noticed. See <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>.
  static func maximumAttempts(
    _ reader: inout SettingReader
  ) throws(ConfigurationError) -> Int {
    if let mode = reader.setting("AWS_RETRY_MODE", "retry_mode") {
      switch mode.value {
      case "standard":
        break
      case "legacy", "adaptive":
        reader.note(
          Notice("\(mode.source) is \(mode.value), which is read as standard", isHarmless: true)
        )
      default:
        throw .invalidValue(text: mode.value, source: mode.source, allowed: "standard")
      }
    }
    guard let setting = reader.setting("AWS_MAX_ATTEMPTS", "max_attempts") else { return 3 }
    guard let attempts = Int(setting.value), attempts >= 1 else {
      throw .invalidValue(
        text: setting.value,
        source: setting.source,
        allowed: "a whole number from 1"
      )
    }
    return attempts
  }
}
