import Glibc

Terminal.reserveStreams()
Interruption.prepare()
let words = Array(CommandLine.arguments.dropFirst())
let run = Task { await Mooring.run(words) }
Interruption.whenAskedToEnd { run.cancel() }
let code = await run.value
// All is written by now. `exit` would run OpenSSL's clean-up beside threads of libcurl and c-ares that
// are just ending, and now and then they free the same memory.
_exit(code.rawValue)
