"""mooring-sandbox, asked by boto3 and the AWS CLI: clients that were written by others."""

import json
import os
import shutil
import subprocess
import unittest

import stage
from sandbox_stage import (
    ACCOUNT,
    CERTIFICATE,
    ENDPOINT,
    GROUP,
    LISTENER,
    LOAD_BALANCER,
    OTHER_ACCOUNT,
    SERVICE,
    SandboxCase,
    elb,
)


class BotoTest(SandboxCase):
    def test_it_reads_the_whole_world(self):
        client = self.sandbox.client
        identity = client("sts").get_caller_identity()
        self.assertEqual(identity["Account"], ACCOUNT)
        environment = client("mwaa").get_environment(Name="airflow-prod")["Environment"]
        self.assertEqual(environment["WebserverVpcEndpointService"], SERVICE)
        self.assertEqual(environment["EndpointManagement"], "CUSTOMER")
        options = environment["AirflowConfigurationOptions"]
        self.assertEqual(options, {"webserver.base_url": "airflow.example.com"})
        ec2 = client("ec2")
        filters = [{"Name": "service-name", "Values": [SERVICE]}]
        [endpoint] = ec2.describe_vpc_endpoints(Filters=filters)["VpcEndpoints"]
        self.assertEqual(endpoint["VpcEndpointId"], ENDPOINT)
        everything, some = json.loads(endpoint["PolicyDocument"])["Statement"]
        self.assertEqual(
            everything, {"Effect": "Allow", "Principal": "*", "Action": ["*"], "Resource": ["*"]}
        )
        self.assertEqual(some["Principal"], {"AWS": [f"arn:aws:iam::{OTHER_ACCOUNT}:root"]})
        self.assertEqual(some["NotAction"], ["airflow:*"])
        self.assertEqual(list(some["Condition"]), ["StringEquals"])
        found = ec2.describe_network_interfaces(NetworkInterfaceIds=endpoint["NetworkInterfaceIds"])
        addresses = [one["PrivateIpAddress"] for one in found["NetworkInterfaces"]]
        self.assertEqual(addresses, ["10.0.1.5", "10.0.2.7"])
        [group] = self.elbv2.describe_target_groups(Names=["airflow-prod-web"])["TargetGroups"]
        self.assertEqual(group["Matcher"], {"HttpCode": "200,302"})
        self.assertEqual(group["LoadBalancerArns"], [LOAD_BALANCER])
        [listener] = self.elbv2.describe_listeners(LoadBalancerArn=LOAD_BALANCER)["Listeners"]
        self.assertEqual(listener["DefaultActions"][0]["TargetGroupArn"], GROUP)
        certificate = client("acm").describe_certificate(CertificateArn=CERTIFICATE)["Certificate"]
        self.assertEqual(certificate["NotAfter"].year, 2037)
        self.assertEqual(self.states(), {"10.0.1.5:443": "healthy", "10.0.1.9:443": "unhealthy"})

    def test_it_reads_the_network(self):
        ec2 = self.sandbox.client("ec2")
        subnets = ec2.describe_subnets(SubnetIds=["subnet-a"])["Subnets"]
        self.assertEqual(subnets[0]["CidrBlock"], "10.0.1.0/24")
        [block] = subnets[0]["Ipv6CidrBlockAssociationSet"]
        self.assertEqual(block["Ipv6CidrBlock"], "2001:db8:0:1::/64")
        filters = [{"Name": "group-id", "Values": ["sg-2", "sg-3", "sg-gone"]}]
        groups = ec2.describe_security_groups(Filters=filters)["SecurityGroups"]
        endpoint, balancer = groups
        self.assertEqual(
            endpoint["IpPermissions"],
            [
                {
                    "IpProtocol": "tcp",
                    "FromPort": 443,
                    "ToPort": 443,
                    "IpRanges": [{"CidrIp": "10.9.0.0/16"}],
                    "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}],
                    "UserIdGroupPairs": [
                        {"UserId": ACCOUNT, "GroupId": "sg-3"},
                        {"UserId": OTHER_ACCOUNT, "GroupId": "sg-4"},
                    ],
                    "PrefixListIds": [{"PrefixListId": "pl-1"}],
                }
            ],
        )
        self.assertEqual(endpoint["IpPermissionsEgress"], [])
        self.assertEqual(balancer["IpPermissionsEgress"][0]["IpProtocol"], "-1")
        pages = ec2.get_paginator("get_managed_prefix_list_entries").paginate(PrefixListId="pl-1")
        sizes = [len(page["Entries"]) for page in pages]
        self.assertEqual(sizes, [100, 20])
        refusal = self.refusal(ec2.get_managed_prefix_list_entries, PrefixListId="pl-gone")
        self.assertEqual(refusal, (400, "InvalidPrefixListID.NotFound"))

    def test_a_certificate_is_imported_tagged_and_listed(self):
        acm = self.sandbox.client("acm")
        certificate, key = stage.self_signed("airflow.example.com")
        new = acm.import_certificate(
            Certificate=certificate, PrivateKey=key, Tags=[{"Key": "a", "Value": "b"}]
        )["CertificateArn"]
        self.assertEqual(
            acm.list_tags_for_certificate(CertificateArn=new)["Tags"], [{"Key": "a", "Value": "b"}]
        )
        pages = acm.get_paginator("list_certificates").paginate(PaginationConfig={"PageSize": 1})
        sizes = [len(page["CertificateSummaryList"]) for page in pages]
        self.assertEqual(set(sizes), {1})
        listed = acm.list_certificates(CertificateStatuses=["ISSUED"])["CertificateSummaryList"]
        [summary] = [each for each in listed if each["CertificateArn"] == new]
        self.assertEqual(summary["Type"], "IMPORTED")
        self.assertEqual(summary["KeyAlgorithm"], "RSA_2048")
        only_curves = acm.list_certificates(Includes={"keyTypes": ["EC_prime256v1"]})
        self.assertEqual(only_curves["CertificateSummaryList"], [])
        again = acm.import_certificate(Certificate=certificate, PrivateKey=key, CertificateArn=new)
        self.assertEqual(again["CertificateArn"], new)
        acm.add_tags_to_certificate(CertificateArn=new, Tags=[{"Key": "a", "Value": "c"}])
        self.assertEqual(
            acm.list_tags_for_certificate(CertificateArn=new)["Tags"], [{"Key": "a", "Value": "c"}]
        )
        refusal = self.refusal(
            acm.import_certificate, Certificate=certificate, PrivateKey=key, CertificateArn=CERTIFICATE
        )
        self.assertEqual(refusal, (400, "ValidationException"))

    def test_a_target_comes_and_goes(self):
        target = {"Id": "10.0.2.7", "Port": 443}
        self.elbv2.register_targets(TargetGroupArn=GROUP, Targets=[target])
        self.wait_until(lambda: self.states()["10.0.2.7:443"] == "healthy")
        self.elbv2.get_waiter("target_in_service").wait(TargetGroupArn=GROUP, Targets=[target])

        self.elbv2.deregister_targets(TargetGroupArn=GROUP, Targets=[target])
        self.assertEqual(self.states()["10.0.2.7:443"], "draining")
        self.wait_until(lambda: "10.0.2.7:443" not in self.states())
        waiter = self.elbv2.get_waiter("target_deregistered")
        waiter.wait(TargetGroupArn=GROUP, Targets=[target])

    def test_lists_come_in_pages_of_the_size_that_is_asked(self):
        pages = self.elbv2.get_paginator("describe_target_groups").paginate(
            PaginationConfig={"PageSize": 4}
        )
        sizes = [len(page["TargetGroups"]) for page in pages]
        self.assertEqual(sizes, [4, 2])
        ec2 = self.sandbox.client("ec2").get_paginator("describe_vpc_endpoints")
        self.assertEqual([len(page["VpcEndpoints"]) for page in ec2.paginate()], [1])

    def test_an_empty_list_is_a_validation_error(self):
        refusal = self.refusal(self.elbv2.register_targets, TargetGroupArn=GROUP, Targets=[])
        self.assertEqual(refusal, (400, "ValidationError"))

    def test_a_wrong_secret_is_refused_by_each_service_in_its_own_words(self):
        calls = {
            "sts": lambda client: client.get_caller_identity,
            "elbv2": lambda client: client.describe_load_balancers,
            "ec2": lambda client: client.describe_subnets,
            "acm": lambda client: lambda: client.describe_certificate(CertificateArn=CERTIFICATE),
            "mwaa": lambda client: lambda: client.get_environment(Name="airflow-prod"),
        }
        refusals = {
            service: self.refusal(call(self.sandbox.client(service, secret="wrong")))
            for service, call in calls.items()
        }
        self.assertEqual(
            refusals,
            {
                "sts": (403, "SignatureDoesNotMatch"),
                "elbv2": (403, "SignatureDoesNotMatch"),
                "ec2": (401, "AuthFailure"),
                "acm": (400, "InvalidSignatureException"),
                "mwaa": (403, "InvalidSignatureException"),
            },
        )

    def test_what_is_not_there_has_its_own_code(self):
        missing = elb("targetgroup/none/0123456789abcdef")
        elbv2, ec2 = self.elbv2, self.sandbox.client("ec2")
        self.assertEqual(
            self.refusal(elbv2.describe_target_health, TargetGroupArn=missing),
            (400, "TargetGroupNotFound"),
        )
        self.assertEqual(
            self.refusal(ec2.describe_vpc_endpoints, VpcEndpointIds=["vpce-0"]),
            (400, "InvalidVpcEndpointId.NotFound"),
        )
        mwaa = self.sandbox.client("mwaa")
        self.assertEqual(
            self.refusal(mwaa.get_environment, Name="none"), (404, "ResourceNotFoundException")
        )
        with self.assertRaises(mwaa.exceptions.ResourceNotFoundException):
            mwaa.get_environment(Name="none")

    def test_a_role_gives_credentials_for_its_account(self):
        answer = self.sandbox.client("sts").assume_role(
            RoleArn=f"arn:aws:iam::{OTHER_ACCOUNT}:role/mooring", RoleSessionName="test"
        )["Credentials"]
        keys = {
            "aws_access_key_id": answer["AccessKeyId"],
            "aws_secret_access_key": answer["SecretAccessKey"],
            "aws_session_token": answer["SessionToken"],
        }
        identity = self.sandbox.client("sts", keys=keys).get_caller_identity()
        self.assertEqual(identity["Account"], OTHER_ACCOUNT)
        elsewhere = self.sandbox.client("elbv2", keys=keys).describe_target_groups()
        self.assertEqual(elsewhere["TargetGroups"], [])

    def test_what_stands_in_front_is_made_and_read_again(self):
        group = self.elbv2.create_target_group(
            Name="made-here",
            Protocol="HTTPS",
            Port=443,
            VpcId="vpc-1",
            TargetType="ip",
            Matcher={"HttpCode": "200,302"},
            Tags=[{"Key": "team", "Value": "data"}],
        )["TargetGroups"][0]["TargetGroupArn"]
        [seen] = self.elbv2.describe_target_groups(Names=["made-here"])["TargetGroups"]
        self.assertEqual((seen["TargetGroupArn"], seen["Port"]), (group, 443))
        self.assertEqual(seen["Matcher"], {"HttpCode": "200,302"})
        [tags] = self.elbv2.describe_tags(ResourceArns=[group])["TagDescriptions"]
        self.assertEqual(tags["Tags"], [{"Key": "team", "Value": "data"}])

        hosts = {"Field": "host-header", "HostHeaderConfig": {"Values": ["made.example.com"]}}
        [rule] = self.elbv2.create_rule(
            ListenerArn=LISTENER,
            Priority=77,
            Conditions=[hosts],
            Actions=[{"Type": "forward", "TargetGroupArn": group}],
        )["Rules"]
        arn = rule["RuleArn"]
        self.elbv2.set_rule_priorities(RulePriorities=[{"RuleArn": arn, "Priority": 78}])
        hosts["HostHeaderConfig"]["Values"].append("too.example.com")
        self.elbv2.modify_rule(RuleArn=arn, Conditions=[hosts])
        [seen] = self.elbv2.describe_rules(RuleArns=[arn])["Rules"]
        self.assertEqual(seen["Priority"], "78")
        values = seen["Conditions"][0]["HostHeaderConfig"]["Values"]
        self.assertEqual(sorted(values), ["made.example.com", "too.example.com"])

        pem, key = (text.decode() for text in stage.self_signed("made.example.com"))
        acm = self.sandbox.client("acm")
        further = acm.import_certificate(Certificate=pem, PrivateKey=key)["CertificateArn"]
        for _ in range(2):
            self.elbv2.add_listener_certificates(
                ListenerArn=LISTENER, Certificates=[{"CertificateArn": further}]
            )
        found = self.elbv2.describe_listener_certificates(ListenerArn=LISTENER)["Certificates"]
        self.assertEqual(
            [(each["CertificateArn"], each["IsDefault"]) for each in found],
            [(CERTIFICATE, True), (further, False)],
        )

    def test_a_listener_is_made_and_changed(self):
        spare = elb("targetgroup/more-0/1")
        [listener] = self.elbv2.create_listener(
            LoadBalancerArn=LOAD_BALANCER,
            Protocol="HTTPS",
            Port=8443,
            Certificates=[{"CertificateArn": CERTIFICATE}],
            DefaultActions=[{"Type": "forward", "TargetGroupArn": spare}],
        )["Listeners"]
        [changed] = self.elbv2.modify_listener(
            ListenerArn=listener["ListenerArn"],
            DefaultActions=[
                {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}
            ],
        )["Listeners"]
        self.assertEqual(changed["DefaultActions"][0]["FixedResponseConfig"]["StatusCode"], "404")
        [group] = self.elbv2.describe_target_groups(TargetGroupArns=[spare])["TargetGroups"]
        self.assertEqual(group["LoadBalancerArns"], [])

    def test_an_endpoint_that_is_made_anew_takes_its_targets_down(self):
        new = self.sandbox.control("POST", "recreate-endpoint/airflow-prod")["vpcEndpointId"]
        endpoints = self.sandbox.client("ec2").describe_vpc_endpoints()["VpcEndpoints"]
        self.assertEqual([one["VpcEndpointId"] for one in endpoints], [new])
        self.wait_until(lambda: self.states()["10.0.1.5:443"] == "unhealthy")
        self.sandbox.control("POST", "environment/airflow-prod/status/UPDATING")
        [place] = [
            one
            for one in self.sandbox.control("GET", "world")["places"]
            if one["account"] == ACCOUNT
        ]
        self.assertEqual(place["environments"][0]["status"], "UPDATING")
        self.assertEqual(place["vpcEndpoints"][0]["id"], new)


@unittest.skipUnless(shutil.which("aws"), "the AWS CLI is not installed")
class CommandLineTest(SandboxCase):
    def aws(self, *arguments):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        nowhere = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
        settings = self.sandbox.settings | nowhere | {"AWS_PAGER": "", "NO_PROXY": "127.0.0.1"}
        return subprocess.run(
            ["aws", *arguments, "--output", "text"],
            env=kept | settings,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def test_it_lists_in_pages_and_drives_a_target_through_draining(self):
        # The CLI takes --page-size for ELBv2's own parameter, and so asks for one page only.
        groups = ["elbv2", "describe-target-groups", "--query"]
        first = self.aws(*groups, "[NextMarker,TargetGroups[].TargetGroupName]", "--page-size", "2")
        marker, *names = first.stdout.split()
        rest = self.aws(*groups, "TargetGroups[].TargetGroupName", "--marker", marker)
        names += rest.stdout.split()
        self.assertEqual(names, ["airflow-prod-web"] + [f"more-{number}" for number in range(5)])
        everything = self.aws(*groups, "length(TargetGroups)")
        self.assertEqual(everything.stdout.strip(), "6", everything.stderr)

        named = ["--target-group-arn", GROUP, "--targets", "Id=10.0.2.7,Port=443"]
        health = ["elbv2", "describe-target-health", *named]
        state = ["--query", "TargetHealthDescriptions[].TargetHealth.[State,Reason]"]
        self.assertEqual(self.aws("elbv2", "register-targets", *named).returncode, 0)
        self.assertEqual(self.aws("elbv2", "wait", "target-in-service", *named).returncode, 0)
        self.assertEqual(self.aws("elbv2", "deregister-targets", *named).returncode, 0)
        # The draining may be over before a new process of the CLI has asked.
        reason = self.aws(*health, *state).stdout.split()
        self.assertIn(
            reason,
            [["draining", "Target.DeregistrationInProgress"], ["unused", "Target.NotRegistered"]],
        )
        self.wait_until(lambda: "10.0.2.7:443" not in self.states())

    def test_environment_and_endpoint_are_found(self):
        status = ["--query", "Environment.Status"]
        found = self.aws("mwaa", "get-environment", "--name", "airflow-prod", *status)
        self.assertEqual(found.stdout.strip(), "AVAILABLE", found.stderr)
        filters = ["--filters", f"Name=service-name,Values={SERVICE}"]
        ids = ["--query", "VpcEndpoints[].VpcEndpointId"]
        found = self.aws("ec2", "describe-vpc-endpoints", *filters, *ids)
        self.assertEqual(found.stdout.strip(), ENDPOINT, found.stderr)


if __name__ == "__main__":
    unittest.main()
