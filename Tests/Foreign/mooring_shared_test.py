"""The program on a listener that others share, and with a group that isn't there yet, against moto.

With the policy that it prints all goes through; without any one action that one call fails.
"""

import stage
from mooring_iam_test import IAMTest, without

OTHER_DOMAIN = "wiki.example.com"


class SharedTest(IAMTest):
    """A test case that can put a listener of others' in front of the world."""

    writes = True

    def share(self):
        """A listener with another application behind it, and its certificate; our rule is wanted."""
        self.build()
        elb = self.door.client("elbv2", self.keys)
        certificate, key = stage.self_signed(OTHER_DOMAIN)
        acm = self.door.client("acm", self.keys)
        theirs = acm.import_certificate(Certificate=certificate, PrivateKey=key)["CertificateArn"]
        wiki = elb.create_target_group(
            Name="wiki", Protocol="HTTPS", Port=443, VpcId=self.world.vpc_id, TargetType="ip"
        )["TargetGroups"][0]
        self.listener = elb.create_listener(
            LoadBalancerArn=self.world.load_balancer_arn,
            Protocol="HTTPS",
            Port=443,
            Certificates=[{"CertificateArn": theirs}],
            DefaultActions=[{"Type": "forward", "TargetGroupArn": wiki["TargetGroupArn"]}],
        )["Listeners"][0]["ListenerArn"]
        self.theirs = theirs
        self.write_rule(10, stage.DOMAIN)

    def write_rule(self, priority, *hosts):
        listener = self.binding()["listener"]
        rule = {"hosts": list(hosts), "priority": priority}
        self.write_spec(self.binding(listener=listener | {"rule": rule}))

    def outcomes(self, code=0, **keys):
        ended = self.apply("--format", "json", code=code, **keys).binding()["outcomes"]
        return {each["action"]: each for each in ended}

    def front(self):
        """The rules but for the default one, and each certificate with whether it is the default."""
        elb = self.door.client("elbv2", self.keys)
        rules = elb.describe_rules(ListenerArn=self.listener)["Rules"]
        found = elb.describe_listener_certificates(ListenerArn=self.listener)["Certificates"]
        return (
            [
                (each["Priority"], each["Conditions"][0]["HostHeaderConfig"]["Values"])
                for each in rules
                if not each["IsDefault"]
            ],
            {each["CertificateArn"]: each["IsDefault"] for each in found},
        )


class SharedListenerTest(SharedTest):
    def test_a_rule_and_a_certificate_come_beside_what_others_have(self):
        self.share()
        done = self.outcomes()
        self.assertEqual({each["result"] for each in done.values()}, {"applied"})
        rules, certificates = self.front()
        self.assertEqual(rules, [("10", [stage.DOMAIN])])
        self.assertEqual(certificates, {self.theirs: True, self.world.certificate_arn: False})
        self.assertEqual(self.plan()["status"], "in-step")

    def test_without_any_one_action_what_needs_it_is_left_alone(self):
        for operation, action in [
            ("AddListenerCertificates", "addListenerCertificates"),
            ("CreateRule", "createRule"),
        ]:
            with self.subTest(operation=operation):
                self.share()
                policy = self.policy("apply")
                name = f"elasticloadbalancing:{operation}"
                done = self.outcomes(code=5, **self.keys_for(without(policy, name)))
                failed = [each for each in done.values() if each["result"] == "failed"]
                self.assertEqual([each["action"] for each in failed], [action])
                self.assertIn(name, failed[0]["error"])
                self.assertEqual(done["registerTargets"]["result"], "applied")
                self.outcomes(**self.keys_for(policy))
                self.assertEqual(self.front()[0], [("10", [stage.DOMAIN])])

    def test_without_any_one_repair_of_a_rule_it_stays(self):
        for operation, priority, hosts in [
            ("ModifyRule", 10, [stage.DOMAIN, "jobs.example.com"]),
            ("SetRulePriorities", 7, [stage.DOMAIN]),
        ]:
            with self.subTest(operation=operation):
                self.share()
                self.outcomes()
                self.write_rule(priority, *hosts)
                policy = self.policy("apply")
                name = f"elasticloadbalancing:{operation}"
                before = self.front()
                done = self.outcomes(code=1, **self.keys_for(without(policy, name)))
                self.assertEqual(done["modifyRule"]["result"], "failed")
                self.assertIn(name, done["modifyRule"]["error"])
                self.assertEqual(self.front(), before)
                self.outcomes(**self.keys_for(policy))
                self.assertEqual(self.front()[0], [(str(priority), sorted(hosts))])

    def test_without_a_read_of_the_listener_the_targets_are_served_and_it_is_left(self):
        for operation in ("DescribeListenerCertificates", "DescribeRules"):
            with self.subTest(operation=operation):
                self.share()
                name = f"elasticloadbalancing:{operation}"
                keys = self.keys_for(without(self.policy("apply"), name))
                before = self.front()
                done = self.outcomes(code=3, **keys)
                self.assertEqual(done["registerTargets"]["result"], "applied")
                self.assertEqual(self.front(), before)


class NewGroupTest(IAMTest):
    writes = True

    def test_the_group_is_made_with_leave_and_nothing_without(self):
        create = {"vpcId": self.world.vpc_id, "tags": {"team": "data"}}
        group = {"name": "airflow-anew", "create": create}
        self.write_spec(self.binding(targetGroup=group))
        policy = self.policy("apply")
        for operation in ("AddTags", "CreateTargetGroup"):
            name = f"elasticloadbalancing:{operation}"
            self.assertIn(name, [one for each in policy["Statement"] for one in each["Action"]])
        name = "elasticloadbalancing:CreateTargetGroup"
        ended = self.apply("--format", "json", code=1, **self.keys_for(without(policy, name)))
        outcomes = {each["action"]: each for each in ended.binding()["outcomes"]}
        self.assertIn(name, outcomes["createTargetGroup"]["error"])
        self.assertEqual(outcomes["registerTargets"]["result"], "skipped")
        self.assertEqual(self.listeners(), [])
        self.apply(**self.keys_for(policy))
        elb = self.door.client("elbv2", self.keys)
        [made] = elb.describe_target_groups(Names=["airflow-anew"])["TargetGroups"]
        health = elb.describe_target_health(TargetGroupArn=made["TargetGroupArn"])
        found = sorted(each["Target"]["Id"] for each in health["TargetHealthDescriptions"])
        self.assertEqual(found, self.world.endpoint_addresses)
        [tags] = elb.describe_tags(ResourceArns=[made["TargetGroupArn"]])["TagDescriptions"]
        self.assertEqual(tags["Tags"], [{"Key": "team", "Value": "data"}])
        self.assertEqual(self.plan()["status"], "in-step")
