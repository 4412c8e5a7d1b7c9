import Simulator

System.holdStopSignals()

let arguments: Arguments
do {
  arguments = try Arguments(CommandLine.arguments.dropFirst())
} catch {
  System.fail("\(error). See mooring-sandbox --help.", code: 64)
}
if arguments.wantsHelp {
  System.print(Arguments.help)
} else {
  serve(arguments)
}

/// Serves until a signal comes; nothing but the settings goes to standard output.
func serve(_ arguments: Arguments) {
  let sandbox = openSandbox(arguments)
  guard let door = Door(sandbox, port: arguments.port) else {
    System.fail("it can't listen on port \(arguments.port) of 127.0.0.1", code: 1)
  }
  var lines = sandbox.shellLines(port: door.port)
  if arguments.answersDNS {
    guard let dns = DNSDoor(sandbox) else {
      System.fail("it can't open a UDP port on 127.0.0.1", code: 1)
    }
    dns.serve()
    lines.append("# resolver: 127.0.0.1:\(dns.port)")
  }
  lines.append("# ready")
  System.print(lines.joined(separator: "\n") + "\n")
  System.waitForStopSignal()
  door.close()
}

func openSandbox(_ arguments: Arguments) -> Sandbox {
  let file = arguments.world ?? "-"
  do throws(System.FileError) {
    let snapshot = try System.read(file)
    return decode(snapshot, file)
  } catch {
    System.fail("\(error)", code: 65)
  }

  func decode(_ snapshot: [UInt8], _ file: String) -> Sandbox {
    do {
      return try Sandbox(
        snapshot: snapshot,
        file: file,
        speed: arguments.speed
      )
    } catch {
      System.fail("\(error)", code: 65)
    }
  }
}
