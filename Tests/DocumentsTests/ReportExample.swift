import Core
import Documents
import Testing

/// A report with every kind of result, and one binding of which nothing is known.
enum ReportExample {
  static func report() throws -> Report {
    Report(
      startedAt: noon,
      finishedAt: noon + 90,
      bindings: [
        BindingReport(
          name: "airflow-prod",
          status: .partial,
          outcomes: try outcomes(),
          targets: [
            RegisteredTarget(try target("9.0.1.5"), state: "healthy"),
            RegisteredTarget(
              try target("10.0.9.9"),
              state: "unhealthy",
              reason: "Target.Timeout"
            ),
          ],
          origin: Origin(
            binding: try PlanExample.binding(),
            place: Place(account: try account(), region: "us-west-2"),
            apiHosts: ["ec2": "http://127.0.0.1:5000"]
          ),
          before: try before(),
          findings: [
            Finding(
              .singleZone,
              "All addresses are in usw2-az2.",
              remedy: "Give the endpoint a subnet in a second zone."
            )
          ]
        ),
        BindingReport(name: "airflow-test", status: .failed, error: "the plan is stale"),
      ]
    )
  }

  private static func outcomes() throws -> [Outcome] {
    let listener = try elb("listener/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2")
    return [
      Outcome(
        .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")]),
        .applied,
        requestId: "6f2c7a1e",
        at: noon + 1,
        reason: "the health check differs"
      ),
      Outcome(
        .registerTargets([try target("10.0.1.5")]),
        .failed,
        at: noon + 2,
        reason: "the endpoint has it",
        error: "TooManyTargets"
      ),
      Outcome(
        .modifyListener(listener, [Setting(.sslPolicy, from: "a", to: "b")]),
        .skipped,
        reason: "the policy differs",
        error: "an earlier step failed"
      ),
      Outcome(
        .deregisterTargets([try target("10.0.9.9")]),
        .held,
        reason: "the endpoint has it no more",
        error: "no wanted target is healthy",
        code: .safeguard(.notHealthyYet)
      ),
      Outcome(
        .releaseTargets([try target("10.0.9.9")]),
        .skipped,
        reason: "it is gone",
        error: "it is still in the group"
      ),
      Outcome(
        .createRule(NewRule(listener: .known(listener), hosts: ["a.example.com"], priority: 10)),
        .applied,
        requestId: "6f2c7a1f",
        at: noon + 3,
        reason: "there is none",
        made: try elb("listener-rule/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d0")
      ),
    ]
  }

  private static func before() throws -> SettingsBefore {
    SettingsBefore(
      targetGroup: try elb("targetgroup/airflow-prod-web/6d0ecf831eec9f09"),
      healthCheck: HealthCheck(
        protocol: "HTTPS",
        port: "traffic-port",
        path: "/",
        matcher: Matcher(codes: [200]),
        intervalSeconds: 30,
        timeoutSeconds: 5,
        healthyThreshold: 5
      ),
      targets: [try target("10.0.9.9")],
      listener: Listener(
        arn: try elb("listener/app/airflow-prod/50dc6c495c0c9188/f2f7dc8efc522ab2"),
        loadBalancer: try elb("loadbalancer/app/airflow-prod/50dc6c495c0c9188"),
        port: 80,
        protocol: "HTTP",
        defaultActions: [.other("redirect")]
      )
    )
  }
}
