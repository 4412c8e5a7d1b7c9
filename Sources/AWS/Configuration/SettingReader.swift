/// Reads settings by name, in AWS's order: the process's variable first, then the profile's key.
struct SettingReader {
  let environment: ProcessEnvironment
  let profile: Profile?

  /// What was noticed on the way, in order.
  private(set) var notices: [Notice] = []

  init(environment: ProcessEnvironment, profile: Profile?) {
    self.environment = environment
    self.profile = profile
  }

  func setting(_ variable: String, _ key: String) -> Setting? {
    environment.first(of: [variable]) ?? profile?.setting(key)
  }

  /// Whether a switch is on: only by `true`, in any case, as AWS's tools have it.
  ///
  /// Any other text is off. Where it isn't `false` it is noticed, for `1` and `yes` were hardly
  /// meant so.
  mutating func isOn(_ variable: String, _ key: String) -> Bool {
    guard let setting = setting(variable, key) else { return false }
    if !setting.isTrue, setting.value.lowercased() != "false" {
      note(
        Notice(
          """
          \(setting.source) is "\(setting.value)", which AWS's tools read as false: write true or \
          false
          """
        )
      )
    }
    return setting.isTrue
  }

  mutating func note(_ notice: Notice) {
    notices.append(notice)
  }
}
