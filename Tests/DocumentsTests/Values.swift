import Core
import Documents
import Testing

// Values for tests, from literals; one that isn't valid fails the test.

func arn(_ text: String) throws -> ARN { try #require(ARN(text), "\(text)") }

func account(_ text: String = "123456789012") throws -> AccountID { try #require(AccountID(text)) }

func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text), "\(text)") }

func target(_ text: String, port: Int = 443) throws -> Target {
  Target(try address(text), port: port)
}

func elb(_ resource: String) throws -> ARN {
  try arn("arn:aws:elasticloadbalancing:us-west-2:123456789012:\(resource)")
}

let tool = ToolVersion(name: "mooring", version: "0.1.0")

/// 2026-01-02T03:04:05Z.
let noon = 1_767_323_045

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
