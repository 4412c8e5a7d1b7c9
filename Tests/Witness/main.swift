import AWS
import Foundation
import SigV4

// A program for the tests in Tests/Foreign alone: it says what this client signs and resolves, so that
// another client can be asked the same.

switch CommandLine.arguments.dropFirst().first {
case "resolve":
  await Resolving.run(Array(CommandLine.arguments.dropFirst(2)))
default:
  FileHandle.standardError.write(Data("usage: witness resolve [PROFILE]\n".utf8))
  exit(64)
}
