/// What was asked for on the command line.
struct Arguments {
  var port: UInt16 = 0
  var world: String?
  var speed = 1
  var answersDNS = false
  var wantsHelp = false

  static let help = """
    Usage: mooring-sandbox --world FILE [--port N] [--speed N] [--dns]

    Serves a simulated AWS on 127.0.0.1 whose world is a snapshot, as `mooring snapshot` writes it,
    until it is interrupted. It prints the settings that make the AWS CLI, the SDKs and mooring talk
    to it, for a shell to evaluate:

      mooring-sandbox --world world.json > sandbox.env &
      until grep -q '^# ready' sandbox.env; do sleep 0.1; done; . ./sandbox.env

    Nothing in it is real, and its access keys open nothing else.

      --world FILE   the snapshot to begin with; - is the standard input
      --port N       the port to listen on; 0, the default, lets the system pick
      --speed N      health checks and draining run N times faster (1 to 1000)
      --dns          answer DNS too, on a UDP port that is printed

    Its own calls, without a signature:

      GET  /sandbox/world
      POST /sandbox/recreate-endpoint/ENDPOINT-ID-OR-ENVIRONMENT
      POST /sandbox/environment/NAME/status/STATUS
      POST /sandbox/answer/ADDRESS/CODE-OR-none

    """

  /// Why the command line makes no sense.
  enum Mistake: Error, CustomStringConvertible {
    case unknown(String)
    case withoutValue(String)
    case invalid(option: String, value: String, wanted: String)
    case noWorld

    var description: String {
      switch self {
      case .unknown(let argument): "\(argument) is not an option of mooring-sandbox"
      case .withoutValue(let option): "\(option) wants a value"
      case .invalid(let option, let value, let wanted):
        "\(option) wants \(wanted), and got \(value)"
      case .noWorld: "--world FILE is missing: the sandbox needs a world to begin with"
      }
    }
  }

  init(_ arguments: some Sequence<String>) throws(Mistake) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": wantsHelp = true
      case "--dns": answersDNS = true
      case "--world": world = try Self.value(of: argument, &rest)
      case "--port":
        port = UInt16(try Self.number(of: argument, in: 0...65535, &rest))
      case "--speed":
        speed = try Self.number(of: argument, in: 1...1000, &rest)
      default: throw .unknown(argument)
      }
    }
    if world == nil, !wantsHelp { throw .noWorld }
  }

  private static func value(
    of option: String,
    _ rest: inout ArraySlice<String>
  ) throws(Mistake) -> String {
    guard let value = rest.popFirst() else { throw .withoutValue(option) }
    return value
  }

  private static func number(
    of option: String,
    in range: ClosedRange<Int>,
    _ rest: inout ArraySlice<String>
  ) throws(Mistake) -> Int {
    let text = try value(of: option, &rest)
    guard let number = Int(text), range.contains(number) else {
      throw .invalid(
        option: option,
        value: text,
        wanted: "a number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }
}
