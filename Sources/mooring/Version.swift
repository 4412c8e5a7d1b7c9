import Documents

/// What the program calls itself, in its files and to AWS.
enum Version {
  static let number = ToolVersion.current
  static let tool = ToolVersion(name: "mooring", version: number)
}
