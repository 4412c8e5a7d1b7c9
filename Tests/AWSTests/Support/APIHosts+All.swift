@testable import AWS

extension APIHosts {
  /// The same custom host for every service.
  init(all host: APIHost, addsHostPrefix: Bool = true) {
    self.init(
      custom: Dictionary(uniqueKeysWithValues: Service.allCases.map { ($0, host) }),
      addsHostPrefix: addsHostPrefix
    )
  }
}
