/// What AWS and DNS showed at one time: the input of every plan, and what a snapshot file records.
///
/// A resource that is not in it was looked for and not found; what could not be read at all stands
/// under `unread`. The order of its lists means nothing: plans come out the same.
package struct Observation: Hashable, Sendable {
  /// When, in seconds since 1970-01-01T00:00:00Z, by AWS's clock as far as the run knew it.
  package var observedAt: Int

  /// The account of the credentials that the run began with.
  package var caller: AccountID

  package var places: [Place: Resources]

  /// What DNS said of each name that was asked.
  package var names: [NameSighting]

  /// What addresses answer to a health check; recorded by hand or by a probe, never by a plan.
  package var answers: [HealthAnswer]

  /// What the certificate files hold that specs name.
  package var files: [CertificateFiles]

  package init(
    observedAt: Int,
    caller: AccountID,
    places: [Place: Resources] = [:],
    names: [NameSighting] = [],
    answers: [HealthAnswer] = [],
    files: [CertificateFiles] = []
  ) {
    self.observedAt = observedAt
    self.caller = caller
    self.places = places
    self.names = names
    self.answers = answers
    self.files = files
  }
}

/// The status code that an address answers to a health check's GET.
package struct HealthAnswer: Hashable, Comparable, Sendable {
  package var address: IPAddress

  /// An HTTP status code; nil where nothing answers.
  package var status: Int?

  package init(address: IPAddress, status: Int?) {
    self.address = address
    self.status = status
  }

  package static func < (left: Self, right: Self) -> Bool { left.address < right.address }
}
