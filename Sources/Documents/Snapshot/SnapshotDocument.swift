package import Core

/// The snapshot file: an observation as JSON.
///
/// Its keys are the names of the properties in `Core`. What is empty is left out when it is
/// written and may be left out when it is read, so that a world written by hand stays short;
/// unknown keys are refused. All lists are sorted but those whose order says something.
package enum SnapshotDocument {
  /// Writes an observation; the order of its lists doesn't show.
  package static func encode(
    _ observation: Observation,
    tool: ToolVersion
  ) throws(DocumentError) -> [UInt8] {
    try JSON.sparse([
      "formatVersion": .int(formatVersion),
      "tool": tool.json,
      "observedAt": .text(Timestamp(seconds: observation.observedAt)),
      "caller": .text(observation.caller),
      "places": .sorted(observation.places.map(PlaceRecord.init), by: \.place, \.json),
      "names": .sorted(observation.names, by: \.name, \.json),
      "answers": .sorted(observation.answers, by: \.address, \.json),
      "files": .sorted(observation.files, by: \.paths, \.json),
    ]).documentBytes()
  }

  /// Reads an observation; errors begin with the file's name.
  package static func decode(
    _ bytes: [UInt8],
    file: String
  ) throws(DocumentError) -> Observation {
    let root = Node(try JSON(bytes, file: file), file: file)
    try root.checkFormatVersion()
    if try root.fields()["digest"] != nil {
      throw root.error("this is a saved plan, not a snapshot")
    }
    let members = try root.members([
      "formatVersion",
      "tool",
      "observedAt",
      "caller",
      "places",
      "names",
      "answers",
      "files",
    ])
    let _: ToolVersion? = try members.optional("tool")
    let observedAt: Timestamp = try members.required("observedAt")
    return Observation(
      observedAt: observedAt.seconds,
      caller: try members.required("caller"),
      places: try places(members),
      names: try members.list("names"),
      answers: try members.list("answers"),
      files: try members.list("files")
    )
  }

  private static func places(_ members: Members) throws(DocumentError) -> [Place: Resources] {
    let records: [PlaceRecord] = try members.list("places")
    var places: [Place: Resources] = [:]
    for record in records {
      guard places.updateValue(record.resources, forKey: record.place) == nil else {
        throw members.node.error("places: \(record.place) is here for the second time")
      }
    }
    return places
  }
}
