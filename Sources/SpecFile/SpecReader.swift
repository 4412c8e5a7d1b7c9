package import Core

/// Reads specs: YAML text in, bindings or every mistake out.
///
/// 1. The bytes are checked to be text (`SourceText`).
/// 2. libyaml's events become a tree with a position at each node (`TreeBuilder`).
/// 3. The file's defaults fill its bindings (`MapNode.filled`).
/// 4. Each part is decoded by the type that its key expects (`SpecDecoder`).
/// 5. The bindings of all files are compared with one another.
package enum SpecReader {
  /// The bindings of some files, in the order of files and, within one, of the text.
  ///
  /// JSON is read as YAML, and an explicit `null` counts as a key that is not given; so the resolved
  /// spec in a saved plan reads the same way.
  ///
  /// - Throws: every mistake in all the files, in the order of files and positions.
  package static func read(_ sources: [SpecSource]) throws(SpecErrors) -> [Binding] {
    var files = sources.map(DecodedFile.init)
    files.refuseSharedNames()
    files.refuseSharedTargetGroups()
    let errors = files.map { file in file.complaints.map { SpecError($0, in: file.name) } }
    if let errors = SpecErrors(files: errors) { throw errors }
    return files.flatMap { $0.bindings.compactMap(\.binding) }
  }
}
