/// What sources of credentials reach the outside world with; tests replace all of it.
package struct Outside: Sendable {
  /// A client without credentials: the way to the network, the clock, and chance.
  package var client: Client

  package var files: FileReader

  /// Where a renewed token is kept.
  package var writer: FileWriter

  package init(client: Client, files: FileReader, writer: FileWriter = .disk) {
    self.client = client
    self.files = files
    self.writer = writer
  }
}
