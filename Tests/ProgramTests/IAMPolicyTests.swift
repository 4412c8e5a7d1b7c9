import Core
import Documents
import Foundation
import TestSupport
import Testing

@testable import mooring

@Suite struct IAMPolicyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let role = "arn:aws:iam::210987654321:role/reader"

  /// A binding with a role for its environment, and without a Region.
  private func write(_ count: Int = 1, region: String? = nil) throws {
    var spec = "version: 1\nbindings:\n"
    for number in 1...count {
      spec += """
          - name: airflow-\(number)
            endpoint:
              mwaaEnvironment: airflow
              environmentAssumeRole: {arn: "\(Self.role)"}
            targetGroup: {name: airflow-\(number)}
            \(region.map { "region: \($0)" } ?? "")

        """
    }
    try folder.write(spec, to: "mooring.yaml")
  }

  private func run(
    _ words: String...,
    environment: [String: String] = [:]
  ) throws
    -> Program.Ending
  {
    try Program(["iam-policy"] + words, in: folder.path, environment: environment).run()
  }

  @Test func `the policy is what IAM reads, and the roles' are told of`() throws {
    try write()
    let ending = try run("--for", "plan", "--region=eu-west-1", "--only", "airflow-*")
    #expect(ending.code == 0)
    #expect(
      ending.output == """
        {
          "Statement" : [
            {
              "Action" : [
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSubnets",
                "ec2:DescribeVpcEndpoints",
                "elasticloadbalancing:DescribeTargetGroupAttributes",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth"
              ],
              "Effect" : "Allow",
              "Resource" : [
                "*"
              ]
            },
            {
              "Action" : [
                "sts:AssumeRole"
              ],
              "Effect" : "Allow",
              "Resource" : [
                "\(Self.role)"
              ]
            }
          ],
          "Version" : "2012-10-17"
        }

        """
    )
    #expect(
      ending.error
        == "mooring: warning: The run takes on \(Self.role), which needs a policy of its own: "
        + "`mooring iam-policy --for plan --role \(Self.role) --only 'airflow-*' --region eu-west-1` "
        + "prints it.\n"
    )
  }

  @Test func `a role's own policy is printed for it`() throws {
    try write(region: "us-west-2")
    let ending = try run("--for=apply", "--role", Self.role)
    #expect(ending.code == 0)
    #expect(ending.error == "")
    #expect(ending.output.contains("airflow:GetEnvironment"))
    #expect(ending.output.contains("arn:aws:airflow:us-west-2:210987654321:environment/airflow"))
    #expect(!ending.output.contains("elasticloadbalancing"))
  }

  @Test func `a role that the spec doesn't take on is wrong usage`() throws {
    try write(region: "us-west-2")
    let ending = try run("--for=apply", "--role", "arn:aws:iam::210987654321:role/other")
    #expect(
      ending
        == Program.Ending(
          code: 64,
          output: "",
          error: "mooring: error: `--role arn:aws:iam::210987654321:role/other`: the spec takes on "
            + "\(Self.role)\n"
        )
    )
  }

  @Test func `the Region comes from where a run has it, or is asked for`() throws {
    try write()
    let missing = try run("--for", "plan")
    #expect(
      missing
        == Program.Ending(
          code: 1,
          output: "",
          error: "mooring: error: No Region: give the binding a `region`, use --region, or set "
            + "AWS_REGION.\n"
        )
    )
    let arguments = ["iam-policy", "--for", "apply"]
    let found = Program(arguments, in: folder.path, environment: ["AWS_REGION": "cn-north-1"])
    let output = try found.run().output
    #expect(output.contains("arn:aws-cn:elasticloadbalancing:cn-north-1:*:targetgroup/airflow-1/*"))
  }

  @Test func `a policy that IAM doesn't take as one is told of`() throws {
    try write(90, region: "us-west-2")
    let ending = try run("--for", "apply")
    #expect(ending.code == 0)
    let policy = try JSON(Array(ending.output.utf8), file: "policy")
    let count = try policy.compactBytes().count
    #expect(count > 6144)
    #expect(ending.error.contains("The policy has \(count) characters, and IAM takes 6144"))
  }

  @Test func `a path that looks like a flag stays a path`() throws {
    let line = ["iam-policy", "--for", "plan", "--", "-it's.yaml"]
    guard case .iamPolicy(let arguments) = try Invocation(line) else {
      Issue.record("not iam-policy")
      return
    }
    #expect(
      arguments.command(for: arn(Self.role))
        == "mooring iam-policy --for plan --role \(Self.role) -- '-it'\\''s.yaml'"
    )
  }
}
