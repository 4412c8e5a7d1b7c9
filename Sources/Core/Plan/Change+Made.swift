extension Change {
  /// The same change with the ARNs of what was made in the place of the actions that made it.
  ///
  /// So that a report says what AWS was told, and a rollback finds the listener as the apply left it.
  package func resolved(_ made: (Action) -> ARN?) -> Change {
    func resolved(_ planned: PlannedARN) -> PlannedARN {
      planned.maker.flatMap(made).map(PlannedARN.known) ?? planned
    }
    switch self {
    case .createListener(var new):
      new.certificate = new.certificate.map(resolved)
      return .createListener(new)
    case .modifyListener(let listener, let settings):
      let told = settings.map { setting in
        guard setting.key == .certificate, let planned = PlannedARN(setting.to) else {
          return setting
        }
        return Setting(.certificate, from: setting.from, to: resolved(planned).description)
      }
      return .modifyListener(listener, told)
    case .addListenerCertificates(let listener, let certificate):
      return .addListenerCertificates(listener, resolved(certificate))
    default: return self
    }
  }
}
