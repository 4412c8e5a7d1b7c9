import Core
import Testing

/// Which of an endpoint's names DNS is asked for.
@Suite struct EndpointNameTests {
  @Test(arguments: [
    // MWAA's web server, a partner's service.
    (
      [
        "vpce-0a1-k3j2-us-west-2a.vpce-svc-0f1.us-west-2.vpce.amazonaws.com",
        "vpce-0a1-k3j2.vpce-svc-0f1.us-west-2.vpce.amazonaws.com",
      ],
      ["vpce-0a1-k3j2.vpce-svc-0f1.us-west-2.vpce.amazonaws.com"]
    ),
    // API Gateway: the service's own names may be answered by another endpoint.
    (
      [
        "vpce-0a1-k3j2.execute-api.us-west-2.vpce.amazonaws.com",
        "execute-api.us-west-2.amazonaws.com", "*.execute-api.us-west-2.amazonaws.com",
      ],
      ["vpce-0a1-k3j2.execute-api.us-west-2.vpce.amazonaws.com"]
    ),
    // S3.
    (
      [
        "*.VPCE-0a1-k3j2.s3.us-west-2.vpce.amazonaws.com",
        "*.vpce-0a1-k3j2-us-west-2a.s3.us-west-2.vpce.amazonaws.com",
        "*.s3.us-west-2.amazonaws.com",
      ],
      ["bucket.vpce-0a1-k3j2.s3.us-west-2.vpce.amazonaws.com"]
    ),
    // Another endpoint's, and one whose id only begins so.
    (
      [
        "vpce-0b2-k3j2.vpce-svc-0f1.us-west-2.vpce.amazonaws.com",
        "vpce-0a12-k3j2.vpce-svc-0f1.us-west-2.vpce.amazonaws.com",
      ],
      []
    ),
  ])
  func `only its own names for the whole Region`(names: [String], regional: [String]) {
    let endpoint = VPCEndpoint(
      id: "vpce-0a1",
      serviceName: "any",
      vpcId: "vpc-0abc",
      state: "available",
      subnetIds: [],
      networkInterfaceIds: [],
      dnsNames: names
    )
    #expect(endpoint.regionalNames == regional)
  }
}
