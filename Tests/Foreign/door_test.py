"""The door itself, asked by boto3: what the tests of the program will stand on."""

import dataclasses
import ipaddress
import json
import os
import unittest
import unittest.mock
import urllib.error

import boto3
from botocore.exceptions import ClientError

import stage
from running_door import LOOPBACK, REGION, Keys, RunningDoor


class DoorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.door = cls.enterClassContext(RunningDoor())
        cls.world = stage.build(cls.door)
        cls.keys = cls.door.check_signatures()

    def code(self, call, *arguments, **named):
        with self.assertRaises(ClientError) as caught:
            call(*arguments, **named)
        return caught.exception.response["Error"]["Code"]

    def test_boto3_reads_the_environment_by_environment_variables_alone(self):
        variables = self.keys.environment() | {
            "AWS_ENDPOINT_URL": self.door.url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_DISABLE_HOST_PREFIX_INJECTION": "true",
        }
        with unittest.mock.patch.dict(os.environ, variables):
            mwaa = boto3.Session().client("mwaa")
        found = mwaa.get_environment(Name=self.world.environment)["Environment"]
        self.assertEqual(found["Status"], "AVAILABLE")
        self.assertEqual(found["WebserverVpcEndpointService"], self.world.service_name)
        self.assertEqual(mwaa.list_environments()["Environments"], [self.world.environment])

    def test_environments_come_in_pages(self):
        for number in range(3):
            self.door.put_environment({"Name": f"paged-{number}"}, region="eu-west-1")
        mwaa = self.door.client("mwaa", self.keys, region="eu-west-1")
        first = mwaa.list_environments(MaxResults=2)
        self.assertEqual(first["Environments"], ["paged-0", "paged-1"])
        second = mwaa.list_environments(MaxResults=2, NextToken=first["NextToken"])
        self.assertEqual(second["Environments"], ["paged-2"])
        self.assertNotIn("NextToken", second)

    def test_an_unknown_environment_is_not_found(self):
        mwaa = self.door.client("mwaa", self.keys)
        self.assertEqual(self.code(mwaa.get_environment, Name="other"), "ResourceNotFoundException")
        elsewhere = self.door.client("mwaa", self.keys, region="eu-central-1")
        missing = self.code(elsewhere.get_environment, Name=self.world.environment)
        self.assertEqual(missing, "ResourceNotFoundException")

    def test_the_endpoint_looks_like_one_of_aws(self):
        ec2 = self.door.client("ec2", self.keys)
        by_service = [{"Name": "service-name", "Values": [self.world.service_name]}]
        [endpoint] = ec2.describe_vpc_endpoints(Filters=by_service)["VpcEndpoints"]
        self.assertEqual(endpoint["VpcEndpointId"], self.world.endpoint_id)
        by_id = [{"Name": "vpc-endpoint-id", "Values": [self.world.endpoint_id]}]
        self.assertEqual(ec2.describe_vpc_endpoints(Filters=by_id)["VpcEndpoints"], [endpoint])
        names = [entry["DnsName"] for entry in endpoint["DnsEntries"]]
        tail = rf"\.vpce-svc-0123456789abcdef0\.{REGION}\.vpce\.amazonaws\.com"
        self.assertRegex(names[0], rf"^{endpoint['VpcEndpointId']}-[0-9a-f]{{8}}{tail}$")
        self.assertEqual(len(names), 3)
        for name, zone in zip(names[1:], "ab"):
            self.assertRegex(name, rf"-{REGION}{zone}{tail}$")

    def test_its_interfaces_have_addresses_of_their_subnets(self):
        ec2 = self.door.client("ec2", self.keys)
        found = ec2.describe_network_interfaces(
            Filters=[{"Name": "vpc-id", "Values": [self.world.vpc_id]}]
        )["NetworkInterfaces"]
        blocks = {each["SubnetId"]: each["CidrBlock"] for each in ec2.describe_subnets()["Subnets"]}
        self.assertEqual(len(found), 4)
        self.assertEqual(len({each["PrivateIpAddress"] for each in found}), 4)
        for each in found:
            block = ipaddress.ip_network(blocks[each["SubnetId"]])
            self.assertIn(ipaddress.ip_address(each["PrivateIpAddress"]), block)
            self.assertEqual(each["InterfaceType"], "vpc_endpoint")
            self.assertEqual(each["Status"], "in-use")
            self.assertEqual([g["GroupId"] for g in each["Groups"]], [self.world.security_group_id])
        own = [e for e in found if e["Description"].endswith(self.world.endpoint_id)]
        self.assertEqual(sorted(e["PrivateIpAddress"] for e in own), self.world.endpoint_addresses)

    def test_the_target_group_is_adrift(self):
        elb = self.door.client("elbv2", self.keys)
        [group] = elb.describe_target_groups(Names=[self.world.target_group_name])["TargetGroups"]
        self.assertEqual(group["Matcher"], {"HttpCode": "200"})
        health = elb.describe_target_health(TargetGroupArn=self.world.target_group_arn)
        targets = [each["Target"]["Id"] for each in health["TargetHealthDescriptions"]]
        self.assertEqual(targets, [self.world.stale_address])
        acm = self.door.client("acm", self.keys)
        found = acm.describe_certificate(CertificateArn=self.world.certificate_arn)["Certificate"]
        self.assertEqual(found["SubjectAlternativeNames"], [stage.DOMAIN])

    def test_a_wrong_secret_is_refused_by_each_service(self):
        wrong = dataclasses.replace(self.keys, secret="wrong")
        mwaa, ec2, elb = (self.door.client(each, wrong) for each in ("mwaa", "ec2", "elbv2"))
        mismatch = "SignatureDoesNotMatch"
        self.assertEqual(self.code(mwaa.get_environment, Name=self.world.environment), mismatch)
        self.assertEqual(self.code(mwaa.list_environments), mismatch)
        self.assertEqual(self.code(elb.describe_target_groups), mismatch)
        # EC2 has a code of its own for it, here as in AWS.
        self.assertEqual(self.code(ec2.describe_vpc_endpoints), "AuthFailure")

    def test_an_unknown_key_is_refused(self):
        mwaa = self.door.client("mwaa", Keys())
        self.assertEqual(self.code(mwaa.list_environments), "InvalidClientTokenId")

    def test_an_unsigned_request_is_refused(self):
        with self.assertRaises(urllib.error.HTTPError) as caught:
            LOOPBACK.open(f"{self.door.url}/environments", timeout=60)
        self.assertEqual(caught.exception.code, 403)
        caught.exception.close()


class PolicyTest(unittest.TestCase):
    def test_what_the_policy_leaves_out_is_denied(self):
        allowed = {"Effect": "Allow", "Action": "airflow:GetEnvironment", "Resource": "*"}
        with RunningDoor() as door:
            door.put_environment({"Name": "a"})
            keys = door.check_signatures_for({"Version": "2012-10-17", "Statement": [allowed]})
            mwaa = door.client("mwaa", keys)
            self.assertEqual(mwaa.get_environment(Name="a")["Environment"], {"Name": "a"})
            with self.assertRaises(ClientError) as caught:
                mwaa.list_environments()
            self.assertEqual(caught.exception.response["Error"]["Code"], "AccessDeniedException")

    def test_the_control_call_refuses_what_it_cannot_read(self):
        with RunningDoor() as door:
            for body in ("", "[]", "{}", json.dumps({"region": REGION, "environment": {}})):
                with self.assertRaises(urllib.error.HTTPError) as caught:
                    door.post("/mooring-control/environments", body)
                self.assertEqual(caught.exception.code, 400)
                caught.exception.close()


if __name__ == "__main__":
    unittest.main()
