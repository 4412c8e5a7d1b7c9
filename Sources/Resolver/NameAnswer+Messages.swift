extension NameAnswer {
  /// Joins what the servers said of both address families.
  init(name: String, messages: [AddressFamily: DNSMessage]) {
    self.init(name: name)
    var bytes: Set<[UInt8]> = []
    for family in AddressFamily.allCases {
      let chain = messages[family]?.chain(from: name)
      for canonicalName in chain?.canonicalNames ?? []
      where !canonicalNames.contains(canonicalName) {
        canonicalNames.append(canonicalName)
      }
      bytes.formUnion(chain?.addresses ?? [])
    }
    addresses = bytes.compactMap(canonicalAddress(of:)).sorted()
  }
}
