import AWS
import Foundation
import SigV4

// A program for the tests in Tests/Foreign alone: it says what this client signs and resolves, so that
// another client can be asked the same.

switch CommandLine.arguments.dropFirst().first {
case "resolve":
  await Resolving.run(Array(CommandLine.arguments.dropFirst(2)))
case "sign":
  await Signing.run()
case "operations":
  print(APIOperation.allCases.map(\.rawValue).joined(separator: "\n"))
default:
  FileHandle.standardError.write(
    Data("usage: witness resolve [PROFILE] | sign <LINES | operations\n".utf8)
  )
  exit(64)
}
