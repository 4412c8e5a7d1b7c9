"""The program against moto: the other sources of addresses, and roles."""

import unittest

import stage
from accounts import OTHER_ACCOUNT, Account, make_role
from adrift import AdriftTest
from running_door import REGION


class SourcesTest(AdriftTest):
    def test_each_source_gives_the_same_addresses(self):
        world = self.world
        sources = [
            {"vpcEndpointId": world.endpoint_id, "dns": "off"},
            {"serviceName": world.service_name, "vpcId": world.vpc_id, "dns": "off"},
            {"addresses": world.endpoint_addresses},
        ]
        for source in sources:
            with self.subTest(source=source):
                self.write_spec(self.binding(endpoint=source))
                planned = self.plan("--detailed-exitcode", code=2)
                self.assertEqual(self.registered(planned), self.wanted())
                text = self.mooring("discover").out
                for address in world.endpoint_addresses:
                    self.assertIn(f"  {address}  yes", text)

    def test_the_service_decides_among_the_endpoints_of_a_network(self):
        source = {"serviceName": stage.DATABASE_SERVICE, "vpcId": self.world.vpc_id, "dns": "off"}
        self.write_spec(self.binding(endpoint=source))
        planned = self.plan()
        database = self.world.database_endpoint_id
        self.assertEqual(planned["endpoint"]["vpcEndpointId"], database)
        found = set(self.registered(planned))
        self.assertEqual(len(found), 2)
        self.assertTrue(found.isdisjoint(self.wanted()))

    def test_what_is_not_there_is_a_finding_that_holds_all(self):
        unknown = "vpce-00000000000000000"
        service = f"com.amazonaws.vpce.{REGION}.vpce-svc-00000000000000000"
        vpc = self.world.vpc_id
        cases = [
            ({"vpcEndpointId": unknown, "dns": "off"}, "endpoint-not-found"),
            ({"serviceName": service, "vpcId": vpc, "dns": "off"}, "endpoint-not-found"),
            ({"mwaaEnvironment": "another", "dns": "off"}, "environment-gone"),
        ]
        for source, code in cases:
            with self.subTest(source=source):
                self.write_spec(self.binding(endpoint=source))
                planned = self.plan("--detailed-exitcode", code=3)
                self.assertEqual([each["code"] for each in planned["findings"]], [code])
                self.assertEqual(planned["changes"], [])

    def test_another_account_than_the_one_named_is_refused(self):
        self.write_spec(self.binding(account=OTHER_ACCOUNT))
        before = self.seen()
        planned = self.plan("--detailed-exitcode", code=3)
        self.assertIn("account-mismatch", [each["code"] for each in planned["findings"]])
        self.assertEqual(planned["changes"], [])
        self.apply(code=3)
        self.assertEqual(self.seen(), before)


class RoleTest(AdriftTest):
    writes = True

    def test_a_role_in_another_account_is_assumed(self):
        self.door.post("/moto-api/reset-auth", "inf")
        other = Account(self.door, OTHER_ACCOUNT)
        arn = make_role(other.client("iam"), "mooring")
        theirs = stage.build(other)
        self.door.post("/moto-api/reset-auth", "0")
        role = {"arn": arn, "externalId": "012345", "sessionName": "nightly"}
        listener = {"loadBalancer": "airflow-prod", "certificate": theirs.certificate_arn}
        self.write_spec(
            self.binding(assumeRole=role, account=OTHER_ACCOUNT, listener=listener)
        )
        ours = self.seen()
        planned = self.plan("--detailed-exitcode", code=2)
        self.assertEqual(planned["account"], OTHER_ACCOUNT)
        self.assertEqual(planned["endpoint"]["vpcEndpointId"], theirs.endpoint_id)
        self.apply()
        self.assertEqual(self.seen(), ours)
        health = other.client("elbv2").describe_target_health(
            TargetGroupArn=theirs.target_group_arn
        )
        found = [each["Target"]["Id"] for each in health["TargetHealthDescriptions"]]
        self.assertEqual(sorted(found), theirs.endpoint_addresses)

    def test_the_endpoint_alone_is_looked_up_in_another_account(self):
        self.door.post("/moto-api/reset-auth", "inf")
        other = Account(self.door, OTHER_ACCOUNT)
        arn = make_role(other.client("iam"), "network")
        theirs = stage.build(other)
        self.door.post("/moto-api/reset-auth", "0")
        source = {
            "vpcEndpointId": theirs.endpoint_id,
            "dns": "off",
            "assumeRole": {"arn": arn},
        }
        # No plan: moto shares no network between accounts, so the group is of another one.
        self.write_spec(self.binding(endpoint=source))
        found = self.mooring("discover", "--format", "json").out
        self.assertIn(theirs.endpoint_id, found)
        for address in theirs.endpoint_addresses:
            self.assertIn(f'"{address}"', found)

    def test_one_refused_role_stops_no_other_binding(self):
        allowed = {"Effect": "Allow", "Action": "*", "Resource": "*"}
        denied = {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}
        policy = {"Version": "2012-10-17", "Statement": [allowed, denied]}
        keys = self.door.check_signatures_for(policy, "without-roles")
        role = {"arn": f"arn:aws:iam::{OTHER_ACCOUNT}:role/mooring"}
        refused = self.binding(name="refused", assumeRole=role)
        self.write_spec(refused, self.binding(name="served"))
        ended = self.apply("--format", "json", code=1, **keys.environment())
        found = {each["name"]: each for each in ended.json()["bindings"]}
        self.assertEqual(found["refused"]["status"], "failed")
        self.assertIn("AccessDenied", found["refused"]["error"])
        self.assertIn("sts:AssumeRole", found["refused"]["error"])
        self.assertEqual(found["served"]["status"], "converged")
        self.assertEqual(self.targets(), self.wanted())


if __name__ == "__main__":
    unittest.main()
