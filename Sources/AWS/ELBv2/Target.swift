extension ELBv2 {
  /// A target as it is registered and deregistered: an address and a port, never one without the
  /// other.
  package struct Target: Hashable, Sendable {
    /// For a group of addresses, the address.
    package var id: String

    package var port: Int

    /// `all` for an address outside the target group's VPC; nil to let AWS find the zone.
    package var availabilityZone: String?

    package init(id: String, port: Int, availabilityZone: String? = nil) {
      self.id = id
      self.port = port
      self.availabilityZone = availabilityZone
    }
  }
}

extension ELBv2.Target {
  func write(to form: inout QueryForm, as name: String) {
    form.set("\(name).Id", id)
    form.set("\(name).Port", port)
    form.set("\(name).AvailabilityZone", availabilityZone)
  }
}
