"""The program against moto with IAM enforced: the policy it prints is enough, and no more than that."""

import itertools
import json
import re
import unittest

import stage
from accounts import ANYBODY
from adrift import AdriftTest

OTHER_SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"

NUMBERS = itertools.count(1)

# A listener's or certificate's trouble never blocks a target, so these don't fail the observation.
FRONT_READS = {
    "acm:DescribeCertificate",
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeLoadBalancers",
}

# Who else uses a listener is asked once there is one.
LISTENER_READS = {
    "elasticloadbalancing:DescribeListenerCertificates",
    "elasticloadbalancing:DescribeRules",
}

# What can't be read of the network is not known, and no more.
NETWORK_READS = {"ec2:DescribeSecurityGroups", "ec2:GetManagedPrefixListEntries"}

# Asked only where an address is outside the group's VPC.
SELDOM_READS = {"elasticloadbalancing:DescribeTargetGroupAttributes"}


# IAM takes no policy without a statement.
NOTHING = {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": "*"}


def without(policy, action):
    """A policy that lacks one of its actions."""
    statements = [
        {**each, "Action": [name for name in each["Action"] if name != action]}
        for each in policy["Statement"]
    ]
    return {**policy, "Statement": [each for each in statements if each["Action"]] or [NOTHING]}


def actions(policy):
    return sorted(name for each in policy["Statement"] for name in each["Action"])


class IAMTest(AdriftTest):
    def policy(self, purpose, *arguments):
        """What `mooring iam-policy` prints, without keys and out of reach of any host."""
        nobody = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}
        nobody["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
        return self.mooring("iam-policy", "--for", purpose, *arguments, **nobody).json()

    def keys_for(self, policy):
        """The keys of a new user who may do what a policy allows."""
        self.user = f"user-{next(NUMBERS)}"
        return self.door.check_signatures_for(policy, self.user).environment()

    def names(self, operation):
        """What IAM decides on in a call of an operation, in the words that the call tells."""
        world = self.world
        listeners = [each["ListenerArn"] for each in self.listeners()]
        return {
            "GetEnvironment": f"environment/{world.environment}",
            "DescribeCertificate": world.certificate_arn,
            "CreateListener": world.load_balancer_arn,
            "ModifyListener": listeners[0] if listeners else "none",
            "ModifyTargetGroup": world.target_group_arn,
            "RegisterTargets": world.target_group_arn,
            "DeregisterTargets": world.target_group_arn,
            "AddTags": world.target_group_arn,
            "RemoveTags": world.target_group_arn,
        }.get(operation, "*")

    def write_import(self):
        """A spec whose certificate comes from files, which hold a new one each time."""
        stage.self_signed.cache_clear()
        for name, text in zip(("leaf.pem", "leaf.key"), stage.self_signed(stage.DOMAIN)):
            (self.folder / name).write_bytes(text)
        files = {"certificate": "leaf.pem", "privateKey": "leaf.key"}
        self.write_certificate({"import": files})

    def write_certificate(self, certificate):
        listener = self.binding()["listener"] | {"certificate": certificate}
        self.write_spec(self.binding(listener=listener))

    def assert_sentence(self, said, action, purpose):
        """All of it: who refused what where, AWS's words, what isn't allowed, and what to do."""
        host = self.door.url.removeprefix("http://")
        operation = action.partition(":")[2]
        pattern = (
            rf"AWS refused {operation} \(AccessDenied(Exception)?, HTTP status 403, {host} for "
            rf"{self.world.region}\): User: arn:aws:iam::{self.world.account}:user/{self.user} is "
            rf"not authorized to perform: {action}\. {action} on {re.escape(self.names(operation))} "
            rf"is not allowed: allow it to these credentials\. `mooring iam-policy --for {purpose}` "
            rf"prints the least policy that the spec needs\. (Request id: [^ ]+\.|AWS gave no "
            rf"request id\.)"
        )
        self.assertRegex(said, pattern)


class ReadPolicyTest(IAMTest):
    def test_the_policy_for_plan_is_enough_for_all_that_only_read(self):
        keys = self.keys_for(self.policy("plan"))
        before = self.seen()
        self.assertEqual(self.plan(**keys)["status"], "changes")
        self.mooring("discover", **keys)
        self.mooring("snapshot", "--out", "world.json", **keys)
        self.assertEqual(self.seen(), before)

    def test_without_any_one_read_of_the_targets_nothing_is_written(self):
        policy = self.policy("apply")
        others = FRONT_READS | LISTENER_READS | SELDOM_READS | NETWORK_READS
        reads = set(actions(self.policy("plan"))) - others
        self.assertEqual(len(reads), 6)
        for action in sorted(reads):
            with self.subTest(action=action):
                keys = self.keys_for(without(policy, action))
                before = self.seen()
                planned = self.plan("--detailed-exitcode", code=1, **keys)
                self.assertEqual(planned["status"], "failed")
                self.assertEqual(planned["changes"], [])
                self.assert_sentence(planned["error"], action, "plan")
                ended = self.apply("--format", "json", code=1, **keys)
                self.assertEqual(ended.binding()["status"], "failed")
                self.assertEqual(ended.binding()["outcomes"], [])
                self.assert_sentence(ended.binding()["error"], action, "plan")
                # Told on standard error as well, with the binding that it is about.
                self.assertIn("(binding airflow-prod)", ended.err)
                self.assertEqual(self.seen(), before)

    def test_without_a_read_of_the_network_the_plan_is_the_same(self):
        policy = self.policy("plan")
        whole = self.plan(**self.keys_for(policy))
        for action in sorted(NETWORK_READS):
            with self.subTest(action=action):
                keys = self.keys_for(without(policy, action))
                self.assertEqual(self.plan(**keys), whole)
                self.mooring("snapshot", "--out", f"{action}.json", **keys)
                [place] = json.loads((self.folder / f"{action}.json").read_text())["places"]
                kinds = {"securityGroup", "prefixList"}
                unread = [each for each in place["unread"] if each["kind"] in kinds]
                self.assertTrue(unread)
                for each in unread:
                    self.assert_sentence(each["reason"], action, "plan")


class WritePolicyTest(IAMTest):
    writes = True

    def applied(self, *arguments, code=0, **keys):
        """What became of each action of an apply, with the reason of the one that failed."""
        ended = self.apply("--format", "json", *arguments, code=code, **keys)
        outcomes = ended.binding()["outcomes"]
        errors = [each["error"] for each in outcomes if each["result"] == "failed"]
        return {each["action"]: each["result"] for each in outcomes}, errors

    def arns(self):
        """The members of a binding that can name things by their ARNs, with the account."""
        listener = self.binding()["listener"] | {"loadBalancer": self.world.load_balancer_arn}
        return {
            "account": self.world.account,
            "targetGroup": {"arn": self.world.target_group_arn},
            "listener": listener,
        }

    def with_another_ssl_policy(self, **members):
        listener = self.binding(**members)["listener"] | {"sslPolicy": OTHER_SSL_POLICY}
        return self.binding(**members | {"listener": listener})

    def test_the_policy_for_apply_is_enough_by_names_and_by_arns(self):
        for by_arns in (False, True):
            with self.subTest(by_arns=by_arns):
                self.build()
                members = self.arns() if by_arns else {}
                self.write_spec(self.binding(**members))
                keys = self.keys_for(self.policy("apply"))
                done = {
                    "modifyTargetGroup": "applied",
                    "registerTargets": "applied",
                    "createListener": "applied",
                    "deregisterTargets": "applied",
                }
                self.assertEqual(self.applied(**keys), (done, []))
                self.assertEqual(self.targets(), self.wanted())
                # The same policy is enough to change the listener that is there now.
                self.write_spec(self.with_another_ssl_policy(**members))
                self.assertEqual(self.applied(**keys), ({"modifyListener": "applied"}, []))

    def test_the_policy_for_apply_is_enough_for_a_ledger_and_its_lack_is_told(self):
        group = {"name": self.world.target_group_name, "ownership": "recorded"}
        self.write_spec(self.binding(targetGroup=group, listener=None))
        policy = self.policy("apply")
        for action, purpose in (("DescribeTags", "plan"), ("AddTags", "apply")):
            action = f"elasticloadbalancing:{action}"
            with self.subTest(action=action):
                self.assertIn(action, actions(policy))
                before = self.targets()
                # The matcher is set even where no target can be claimed.
                code = 1 if purpose == "plan" else 5
                keys = self.keys_for(without(policy, action))
                ended = self.apply("--format", "json", code=code, **keys).binding()
                failed = [each["error"] for each in ended["outcomes"] if each["error"]]
                self.assert_sentence((failed or [ended["error"]])[0], action, purpose)
                self.assertEqual(self.targets(), before)
        self.apply(**self.keys_for(policy))
        self.assertTrue(set(self.wanted()) <= set(self.targets()))

    def test_the_policy_names_this_target_group_and_no_other(self):
        self.write_spec(self.binding(targetGroup={"name": "another"}, listener=None))
        policy = self.policy("apply")
        self.write_spec(self.binding(listener=None))
        keys = self.keys_for(policy)
        before = self.seen()
        outcomes, errors = self.applied(code=1, **keys)
        self.assertNotIn("applied", outcomes.values())
        self.assert_sentence(errors[0], "elasticloadbalancing:ModifyTargetGroup", "apply")
        self.assertEqual(self.seen(), before)

    def test_without_any_one_write_what_needs_it_is_left_alone(self):
        done = {
            "modifyTargetGroup": "applied",
            "registerTargets": "applied",
            "createListener": "applied",
            "deregisterTargets": "applied",
        }
        cases = {
            "ModifyTargetGroup": {"modifyTargetGroup": "failed", "deregisterTargets": "skipped"},
            "RegisterTargets": {"registerTargets": "failed", "deregisterTargets": "skipped"},
            # Without its listener the group is on no load balancer, so nothing leaves it.
            "CreateListener": {"createListener": "failed", "deregisterTargets": "held"},
            "DeregisterTargets": {"deregisterTargets": "failed"},
        }
        for operation, differing in cases.items():
            action = f"elasticloadbalancing:{operation}"
            with self.subTest(action=action):
                self.build()
                self.write_spec(self.binding())
                policy = self.policy("apply")
                keys = self.keys_for(without(policy, action))
                targets, group = self.targets(), self.group()
                outcomes, errors = self.applied(code=5, **keys)
                self.assertEqual(outcomes, done | differing)
                self.assertEqual(len(errors), 1)
                self.assert_sentence(errors[0], action, "apply")
                # What failed was not done by half, and what it kept from being done was not begun.
                if outcomes["deregisterTargets"] != "applied":
                    self.assertTrue(set(targets) <= set(self.targets()))
                if operation == "RegisterTargets":
                    self.assertEqual(self.targets(), targets)
                if operation == "ModifyTargetGroup":
                    self.assertEqual(self.group()["Matcher"], group["Matcher"])
                if operation == "CreateListener":
                    self.assertEqual(self.listeners(), [])
                # Now it is all that is left to do, and nothing at all is written: that is a failure.
                seen = self.seen()
                outcomes, errors = self.applied(code=1, **keys)
                self.assertNotIn("applied", outcomes.values())
                self.assert_sentence(errors[0], action, "apply")
                self.assertEqual(self.seen(), seen)
                # With the whole policy a new run continues.
                self.applied(**self.keys_for(policy))
                self.assertEqual(self.targets(), self.wanted())

    def test_without_leave_to_modify_the_listener_it_stays(self):
        self.apply()
        self.write_spec(self.with_another_ssl_policy())
        action = "elasticloadbalancing:ModifyListener"
        keys = self.keys_for(without(self.policy("apply"), action))
        before = self.seen()
        outcomes, errors = self.applied(code=1, **keys)
        self.assertEqual(outcomes, {"modifyListener": "failed"})
        self.assert_sentence(errors[0], action, "apply")
        self.assertEqual(self.seen(), before)

    def test_without_a_read_of_the_front_the_targets_are_served_and_the_listener_left(self):
        for action in sorted(FRONT_READS):
            with self.subTest(action=action):
                self.build()
                self.write_spec(self.binding())
                keys = self.keys_for(without(self.policy("apply"), action))
                planned = self.plan(**keys)
                self.assertEqual(planned["status"], "held")
                self.assertNotIn("createListener", self.actions(planned))
                [finding] = [
                    each for each in planned["findings"] if each["code"] == "listener-unread"
                ]
                self.assert_sentence(finding["message"] + " " + finding["remedy"], action, "plan")
                self.apply("--format", "json", code=3, **keys)
                self.assertEqual(self.listeners(), [])
                self.assertTrue(set(self.wanted()) <= set(self.targets()))

    def test_without_a_read_of_who_else_uses_the_listener_it_is_left(self):
        self.apply()
        self.write_spec(self.with_another_ssl_policy())
        for action in sorted(LISTENER_READS):
            with self.subTest(action=action):
                keys = self.keys_for(without(self.policy("apply"), action))
                before = self.seen()
                ended = self.apply("--format", "json", code=3, **keys)
                [finding] = [
                    each
                    for each in ended.binding()["findings"]
                    if each["code"] == "listener-unread"
                ]
                self.assert_sentence(finding["message"] + " " + finding["remedy"], action, "plan")
                self.assertEqual(self.seen(), before)

    def test_the_policy_is_enough_for_a_certificate_by_its_domain_and_no_listing_is_told(self):
        self.write_certificate({"domain": stage.DOMAIN})
        policy = self.policy("apply")
        action = "acm:ListCertificates"
        keys = self.keys_for(without(policy, action))
        [finding] = [
            each for each in self.plan(**keys)["findings"] if each["code"] == "listener-unread"
        ]
        self.assert_sentence(finding["message"] + " " + finding["remedy"], action, "plan")
        self.applied(**self.keys_for(policy))
        self.assertEqual(len(self.listeners()), 1)

    def test_the_policy_is_enough_for_an_import_and_the_lack_of_any_action_is_told(self):
        self.write_import()
        policy = self.policy("apply")
        outcomes, errors = self.applied(
            code=5, **self.keys_for(without(policy, "acm:ImportCertificate"))
        )
        self.assertEqual(outcomes["importCertificate"], "failed")
        self.assertEqual(outcomes["createListener"], "skipped")
        self.assertEqual(outcomes["registerTargets"], "applied")
        self.assertIn("acm:ImportCertificate", errors[0])
        outcomes, errors = self.applied(**self.keys_for(policy))
        self.assertEqual((outcomes["importCertificate"], errors), ("applied", []))
        self.assertEqual(len(self.listeners()), 1)
        self.write_import()
        for action in ("acm:ListCertificates", "acm:ListTagsForCertificate"):
            keys = self.keys_for(without(policy, action))
            planned = self.plan(**keys)
            self.assertEqual([each["code"] for each in planned["findings"]], ["listener-unread"])
            self.assertIn(action, planned["findings"][0]["message"])
        keys = self.keys_for(without(policy, "acm:AddTagsToCertificate"))
        outcomes, errors = self.applied(code=1, **keys)
        self.assertEqual(outcomes, {"importCertificate": "failed"})
        self.assertIn("acm:AddTagsToCertificate", errors[0])
        # moto forgets the tags of a certificate that is imported again, so this one is found no more.
        outcomes, errors = self.applied(**self.keys_for(policy))
        self.assertEqual((outcomes["importCertificate"], errors), ("applied", []))

    def test_a_role_has_a_policy_of_its_own(self):
        iam = self.door.client("iam", self.keys)
        trust = json.dumps(ANYBODY)
        role = iam.create_role(RoleName="mooring", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        self.write_spec(self.binding(assumeRole={"arn": role}))
        own = self.policy("apply", "--role", role)
        iam.put_role_policy(
            RoleName="mooring", PolicyName="own", PolicyDocument=json.dumps(own)
        )
        caller = self.policy("apply")
        self.assertEqual(actions(caller), ["sts:AssumeRole"])
        noted = self.mooring("iam-policy", "--for", "apply").err
        self.assertIn(f"`mooring iam-policy --for apply --role {role}`", noted)

        refused = self.keys_for(without(caller, "sts:AssumeRole"))
        before = self.seen()
        ended = self.apply("--format", "json", code=1, **refused)
        said = ended.binding()["error"]
        self.assertIn(f"The role {role} could not be assumed. AWS refused AssumeRole", said)
        self.assertIn(f"sts:AssumeRole on {role} is not allowed: allow it to these", said)
        self.assertIn("the role's trust policy", said)
        self.assertEqual(self.seen(), before)

        self.apply(**self.keys_for(caller))
        self.assertEqual(self.targets(), self.wanted())


if __name__ == "__main__":
    unittest.main()
