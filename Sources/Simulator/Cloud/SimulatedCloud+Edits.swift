package import Core

extension SimulatedCloud {
  /// Deletes an endpoint and makes it anew; see ``Observation/recreateEndpoint(_:)``.
  @discardableResult
  package func recreateEndpoint(_ name: String) throws(WorldEditError) -> String {
    try edit { world throws(WorldEditError) in try world.recreateEndpoint(name) }
  }

  /// Sets the status of the environments of a name, such as `UPDATING`.
  package func setEnvironmentStatus(
    _ status: String,
    of name: String
  ) throws(WorldEditError) {
    try edit { world throws(WorldEditError) in try world.setEnvironmentStatus(status, of: name) }
  }

  /// Sets what an address answers to health checks from now on; nil for silence.
  package func setAnswer(of address: IPAddress, to status: Int?) {
    edit { $0.setAnswer(of: address, to: status) }
  }
}
