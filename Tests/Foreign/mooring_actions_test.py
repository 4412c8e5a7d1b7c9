"""Each action that a policy can contain, taken away from a policy that has it: one call is refused.

What such a run leaves alone is tested beside this; here, that no action is printed which no run needs.
"""

import json
import re
import unittest

import program
import stage
from accounts import ANYBODY
from mooring_iam_test import OTHER_SSL_POLICY, actions, without
from mooring_shared_test import SharedTest

REFUSED = re.compile(r"(\w+:\w+) on \S+ is not allowed")
LITERAL = re.compile(r'"([a-z0-9-]+:[A-Z]\w+)"')

# The methods that make a world and a spec, each with the actions that a run needs there.
SITUATIONS = {
    "everything_to_do": [
        "acm:DescribeCertificate",
        "airflow:GetEnvironment",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "ec2:GetManagedPrefixListEntries",
        "elasticloadbalancing:CreateListener",
        "elasticloadbalancing:DeregisterTargets",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
        "elasticloadbalancing:ModifyTargetGroup",
        "elasticloadbalancing:RegisterTargets",
    ],
    "an_endpoint_by_its_id": [
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
    ],
    "an_endpoint_by_its_service": [
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
    ],
    "fixed_addresses": ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
    "fixed_addresses_before_a_listener": [
        "ec2:DescribeSecurityGroups",
        "ec2:GetManagedPrefixListEntries",
    ],
    "addresses_outside_the_vpc": ["elasticloadbalancing:DescribeTargetGroupAttributes"],
    "a_host_name": ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
    "a_ledger_to_begin": ["elasticloadbalancing:AddTags", "elasticloadbalancing:DescribeTags"],
    "a_ledger_to_shorten": ["elasticloadbalancing:RemoveTags"],
    "a_group_to_make": [
        "elasticloadbalancing:AddTags",
        "elasticloadbalancing:CreateTargetGroup",
    ],
    "a_listener_to_modify": ["elasticloadbalancing:ModifyListener"],
    "a_listener_to_share": [
        "elasticloadbalancing:AddListenerCertificates",
        "elasticloadbalancing:CreateRule",
        "elasticloadbalancing:DescribeListenerCertificates",
        "elasticloadbalancing:DescribeRules",
    ],
    "a_rule_with_other_hosts": ["elasticloadbalancing:ModifyRule"],
    "a_rule_to_move": ["elasticloadbalancing:SetRulePriorities"],
    "a_certificate_by_its_domain": ["acm:ListCertificates"],
    "a_certificate_to_import": [
        "acm:AddTagsToCertificate",
        "acm:ImportCertificate",
        "acm:ListCertificates",
    ],
    "a_certificate_to_renew": ["acm:ListTagsForCertificate"],
    "a_role_to_take_on": ["sts:AssumeRole"],
}


class ActionsTest(SharedTest):
    def elb(self):
        return self.door.client("elbv2", self.keys)

    def everything_to_do(self):
        pass

    def an_endpoint_by_its_id(self):
        endpoint = {"vpcEndpointId": self.world.endpoint_id, "dns": "off"}
        self.write_spec(self.binding(endpoint=endpoint, listener=None))

    def an_endpoint_by_its_service(self):
        service = {"serviceName": self.world.service_name, "vpcId": self.world.vpc_id}
        self.write_spec(self.binding(endpoint=service | {"dns": "off"}, listener=None))

    def fixed_addresses(self):
        endpoint = {"addresses": self.world.endpoint_addresses}
        self.write_spec(self.binding(endpoint=endpoint, listener=None))

    def fixed_addresses_before_a_listener(self):
        self.write_spec(self.binding(endpoint={"addresses": self.world.endpoint_addresses}))

    def addresses_outside_the_vpc(self):
        endpoint = {"addresses": ["172.16.1.5", "172.16.2.5"]}
        self.write_spec(self.binding(endpoint=endpoint, listener=None))

    def a_host_name(self):
        self.write_spec(self.binding(endpoint={"hostname": "localhost"}, listener=None))

    def a_ledger_to_begin(self):
        group = {"name": self.world.target_group_name, "ownership": "recorded"}
        self.write_spec(self.binding(targetGroup=group))

    def a_ledger_to_shorten(self):
        wanted = " ".join(f"{address}/443" for address in self.world.endpoint_addresses)
        claims = {"1": wanted, "2": f"{self.world.stale_address}/443"}
        self.elb().add_tags(
            ResourceArns=[self.world.target_group_arn],
            Tags=[
                {"Key": f"mooring:targets:airflow-prod:{number}", "Value": value}
                for number, value in claims.items()
            ],
        )
        self.a_ledger_to_begin()

    def a_group_to_make(self):
        create = {"vpcId": self.world.vpc_id, "tags": {"team": "data"}}
        group = {"name": "airflow-anew", "create": create}
        self.write_spec(self.binding(targetGroup=group))

    def a_listener_to_modify(self):
        self.apply()
        listener = self.binding()["listener"] | {"sslPolicy": OTHER_SSL_POLICY}
        self.write_spec(self.binding(listener=listener))

    def a_listener_to_share(self):
        self.share()

    def a_rule_with_other_hosts(self):
        self.share()
        self.apply()
        self.write_rule(10, stage.DOMAIN, "jobs.example.com")

    def a_rule_to_move(self):
        self.share()
        self.apply()
        self.write_rule(7, stage.DOMAIN)

    def a_certificate_by_its_domain(self):
        self.write_certificate({"domain": stage.DOMAIN})

    def a_certificate_to_import(self):
        self.write_import()

    def a_certificate_to_renew(self):
        self.write_import()
        self.apply()
        self.write_import()

    def a_role_to_take_on(self):
        iam = self.door.client("iam", self.keys)
        trust = json.dumps(ANYBODY)
        role = iam.create_role(RoleName="mooring", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        self.write_spec(self.binding(assumeRole={"arn": role}))
        own = json.dumps(self.policy("apply", "--role", role))
        iam.put_role_policy(RoleName="mooring", PolicyName="own", PolicyDocument=own)

    def refused(self, policy, codes):
        """The actions that a recording and an apply with a policy were told not to be allowed."""
        variables = self.variables() | self.keys_for(policy)
        file = self.folder / "world.json"
        file.unlink(missing_ok=True)
        program.run(["snapshot", "--out", file.name], self.folder, variables)
        ended = program.run(
            ["apply", "--auto-approve", "--format", "json"], self.folder, variables
        )
        self.assertIn(ended.code, codes, ended)
        # What can't be read of the network is no failure, and stands in the recording only.
        recorded = file.read_text() if file.exists() else ""
        return set(REFUSED.findall(ended.out + ended.err + recorded))

    def test_without_any_one_action_one_call_is_refused_and_with_all_none(self):
        for situation, taken_away in SITUATIONS.items():
            for action in taken_away:
                with self.subTest(situation=situation, action=action):
                    self.build()
                    self.write_spec(self.binding())
                    getattr(self, situation)()
                    policy = self.policy("apply")
                    self.assertIn(action, actions(policy))
                    self.assertEqual(self.refused(without(policy, action), {0, 1, 3, 5}), {action})
            with self.subTest(situation=situation):
                # What the spec itself leaves open may be held.
                self.assertEqual(self.refused(policy, {0, 3}), set())


class CompleteTest(unittest.TestCase):
    def test_every_action_that_a_policy_can_contain_is_taken_away(self):
        files = (program.ROOT / "Sources" / "Core" / "Policy").glob("*.swift")
        printed = {name for file in files for name in LITERAL.findall(file.read_text())}
        self.assertGreater(len(printed), 30)
        self.assertEqual(printed, {name for names in SITUATIONS.values() for name in names})


if __name__ == "__main__":
    unittest.main()
