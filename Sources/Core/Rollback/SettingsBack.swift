/// The settings of a health check or of a listener that go back, held against what there is now.
struct SettingsBack: Hashable {
  /// What goes back, in the order of `SettingKey`.
  var due: [Setting] = []

  /// Those of them that hold neither what the apply set nor what was there before it.
  var changedSince: [Setting] = []

  /// What the apply set, or tried to, and is what it was before.
  var there: [Setting] = []

  /// What the apply set where AWS showed nothing before: nothing can be put back.
  var unset: [SettingKey] = []

  /// - Parameters:
  ///   - attempts: What the apply set, or tried to.
  ///   - before: What a setting was before the apply.
  ///   - now: What it is; nil where nothing can be seen of it, and the apply is taken at its word.
  init(
    _ attempts: [SettingKey: Rollback.Attempt],
    before: (SettingKey) -> String?,
    now: ((SettingKey) -> String?)?
  ) {
    for key in SettingKey.allCases {
      guard let attempt = attempts[key] else { continue }
      let former = before(key)
      let current = now.map { $0(key) } ?? attempt.applied
      let isApplys = current.map(attempt.tried.contains) ?? false
      let isChanged = attempt.applied != nil && attempt.applied != former
      if let former, current == former { there.append(Setting(key, from: former, to: former)) }
      guard current != former, isApplys || isChanged else { continue }
      guard let former else {
        unset.append(key)
        continue
      }
      let setting = Setting(key, from: current, to: former)
      due.append(setting)
      if !isApplys { changedSince.append(setting) }
    }
  }
}
