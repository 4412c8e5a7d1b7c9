import Core
import Glibc
import SpecFile

/// Finds the spec files that a command line names, and reads the bindings that it asks for.
enum SpecFiles {
  /// What is read where no spec is named.
  private static let defaultSpec = "mooring.yaml"

  /// What errors call standard input.
  private static let standardInput = "<stdin>"

  /// The bindings of the files, but those that `--only` leaves out.
  static func bindings(_ arguments: SpecArguments) throws(CommandFailure) -> [Binding] {
    let sources: [SpecSource]
    do throws(FileError) {
      sources = try self.sources(arguments.paths)
    } catch {
      throw CommandFailure(.invalidFile, error.description)
    }
    let bindings: [Binding]
    do throws(SpecErrors) {
      bindings = try SpecReader.read(sources)
    } catch {
      throw CommandFailure(.invalidFile, lines: error.description)
    }
    return try NamePattern.selected(bindings, \.name, arguments.only, in: "spec")
  }

  /// The bindings of the resolved spec that a plan or report carries.
  static func bindings(
    carriedBy path: String,
    _ kind: String,
    _ spec: [UInt8]
  ) throws(CommandFailure) -> [Binding] {
    do throws(SpecErrors) {
      return try SpecReader.read([SpecSource(name: path, bytes: spec, baseDirectory: "/")])
    } catch {
      throw CommandFailure(.invalidFile, "\(path): the spec in the \(kind) is not valid: \(error)")
    }
  }

  /// The files in the order given; those of a directory in the order of their names.
  static func sources(_ paths: [String]) throws(FileError) -> [SpecSource] {
    if paths.isEmpty, access(defaultSpec, F_OK) != 0, errno == ENOENT {
      throw FileError(path: defaultSpec, problem: .noDefaultSpec)
    }
    var sources: [SpecSource] = []
    for path in paths.isEmpty ? [defaultSpec] : paths {
      guard path != "-" else {
        let bytes = try FileSystem.standardInput(named: standardInput, limit: Limits.bytes)
        let directory = try FileSystem.workingDirectory()
        sources.append(
          SpecSource(name: standardInput, bytes: bytes, baseDirectory: directory)
        )
        continue
      }
      guard try FileSystem.kind(of: path) == .directory else {
        sources.append(try source(path))
        continue
      }
      let files = try files(in: path)
      guard !files.isEmpty else { throw FileError(path: path, problem: .noSpec) }
      for file in files { sources.append(try source(file)) }
    }
    return sources
  }

  /// The spec files directly in a directory; hidden files, and what is no file, are not looked at.
  private static func files(in directory: String) throws(FileError) -> [String] {
    let base = directory.hasSuffix("/") ? directory : directory + "/"
    var files: [String] = []
    for name in try FileSystem.names(in: directory) {
      let isSpec = [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
      guard isSpec, !name.hasPrefix("."), try FileSystem.kind(of: base + name) == .file else {
        continue
      }
      files.append(base + name)
    }
    return files
  }

  private static func source(_ path: String) throws(FileError) -> SpecSource {
    let bytes = try FileSystem.contents(of: path, limit: Limits.bytes)
    let directory = try directory(of: path)
    return SpecSource(name: path, bytes: bytes, baseDirectory: directory)
  }

  /// The absolute path of the directory that a file is named in.
  private static func directory(of path: String) throws(FileError) -> String {
    let parent = path.lastIndex(of: "/").map { path[..<$0] }
    if path.hasPrefix("/") { return parent.map { $0.isEmpty ? "/" : String($0) } ?? "/" }
    let working = try FileSystem.workingDirectory()
    return parent.map { "\(working)/\($0)" } ?? working
  }
}
