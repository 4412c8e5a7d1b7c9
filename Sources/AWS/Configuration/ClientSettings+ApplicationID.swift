extension ClientSettings {
  /// Finds what the user calls the application that asks AWS, for the header `User-Agent`.
  ///
  /// It is `AWS_SDK_UA_APP_ID` or `sdk_ua_app_id`. What the header can't hold becomes `-`, and what is
  /// longer than 50 characters is cut, both with a notice: a name is no reason to send nothing. See
  /// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html>.
  static func applicationID(_ reader: inout SettingReader) -> String? {
    guard let setting = reader.setting("AWS_SDK_UA_APP_ID", "sdk_ua_app_id") else { return nil }
    let name = UserAgent.applicationID(setting.value)
    if name != setting.value {
      reader.note(
        Notice(
          """
          \(setting.source) is read as "\(name)": an application ID has at most 50 letters, digits \
          or characters of !#$%&'*+-.^_`|~
          """,
          isHarmless: true
        )
      )
    }
    return name
  }
}
