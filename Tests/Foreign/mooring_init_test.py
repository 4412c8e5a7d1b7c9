"""The built program against the sandbox: `init` writes a spec that validates and plans."""

import json
import os
import pathlib
import pty
import re
import subprocess
import tempfile
import unittest

import program
from sandbox_stage import (
    CERTIFICATE,
    ENDPOINT,
    LISTENER,
    LOAD_BALANCER,
    REGION,
    Sandbox,
    elb,
    target_group,
    world,
)

TIME_OUT_SECONDS = 60
CHOSEN = ("--target-group", "airflow-prod-web")
QUESTION = re.compile(rb"(Number|Name)( \(Enter for [^)]+\))?: \Z")
WIKI = elb("targetgroup/wiki/0123456789abcdef")


class InitCase(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.seen = world()
        self.place = self.seen["places"][0]

    def open(self):
        file = self.folder / "world.json"
        file.write_text(json.dumps(self.seen))
        self.sandbox = self.enterContext(Sandbox(file))

    def mooring(self, *arguments, code=0):
        ended = program.run(arguments, self.folder, self.sandbox.settings)
        self.assertEqual(ended.code, code, str(ended))
        return ended

    def spec(self):
        return (self.folder / "mooring.yaml").read_text()

    def share(self, *rules):
        """Others have the listener, and rules by their hosts: each a priority, a group and a host."""
        self.place["targetGroups"][0]["loadBalancers"] = []
        [listener] = self.place["listeners"]
        listener["defaultActions"] = [{"type": "forward", "targetGroups": [WIKI]}]
        self.place["rules"] = [
            {
                "arn": LISTENER.replace(":listener/", ":listener-rule/") + f"/{priority}",
                "listener": LISTENER,
                "priority": priority,
                "hosts": [host],
                "hasOtherConditions": False,
                "actions": [{"type": "forward", "targetGroups": [group]}],
            }
            for priority, group, host in rules
        ]

    def planned(self):
        """The spec's plan, which must have no error finding; with the actions on the listener."""
        self.assertEqual(self.mooring("validate").out, "Valid: 1 binding.\n")
        plan = self.mooring("plan", "--format", "json").binding()
        errors = [each for each in plan["findings"] if each["severity"] == "error"]
        self.assertEqual(errors, [])
        actions = {change["action"] for change in plan["changes"]}
        return actions - {"modifyTargetGroup", "registerTargets", "deregisterTargets"}


class InitTest(InitCase):
    def test_what_is_evident_needs_no_flag(self):
        self.open()
        told = self.mooring("init").out
        self.assertIn("Wrote mooring.yaml.", told)
        text = self.spec()
        for line in (
            "  - name: airflow-prod ",
            f"    region: {REGION}\n",
            "      mwaaEnvironment: airflow-prod\n",
            "      name: airflow-prod-web\n",
            "      loadBalancer: airflow-prod\n",
            f"      certificate: {CERTIFICATE}\n",
        ):
            self.assertIn(line, text)
        self.assertEqual(self.mooring("validate").out, "Valid: 1 binding.\n")
        plan = self.mooring("plan", "--format", "json").binding()
        self.assertEqual(plan["status"], "changes")
        actions = [change["action"] for change in plan["changes"]]
        self.assertEqual(actions, ["registerTargets", "deregisterTargets"])

    def test_it_writes_nothing_to_aws(self):
        self.open()
        self.mooring("init", "--log-level", "debug")
        asked = self.mooring("init", "--out", "-", "--log-level", "debug").err
        self.assertIn("ListEnvironments", asked)
        for word in ("Register", "Create", "Modify", "Add", "Import"):
            self.assertNotIn(f" {word}", asked)

    def test_a_file_that_is_there_stays(self):
        self.open()
        (self.folder / "mooring.yaml").write_text("mine\n")
        told = self.mooring("init", code=64).err
        self.assertIn("mooring.yaml is there already", told)
        self.assertIn("--out", told)
        self.assertEqual(self.spec(), "mine\n")
        self.mooring("init", "--out", "other.yaml")
        self.mooring("validate", "other.yaml")

    def test_standard_output(self):
        self.open()
        text = self.mooring("init", "--out", "-").out
        self.assertFalse((self.folder / "mooring.yaml").exists())
        (self.folder / "x.yaml").write_text(text)
        self.mooring("validate", "x.yaml")

    def test_a_vpc_endpoint_and_a_name(self):
        self.open()
        self.mooring("init", "--vpc-endpoint", ENDPOINT, "--name", "partner", *CHOSEN)
        self.assertIn(f"      vpcEndpointId: {ENDPOINT}\n", self.spec())
        self.assertEqual(self.mooring("plan", "--format", "json").binding()["name"], "partner")

    def test_what_is_ambiguous_is_listed(self):
        other = dict(self.place["environments"][0], name="airflow-test")
        other["arn"] = other["arn"].replace("airflow-prod", "airflow-test")
        self.place["environments"].append(other)
        self.place["targetGroups"][0]["targets"] = []
        self.open()
        told = self.mooring("init", code=64).err
        self.assertIn("name one with --environment", told)
        self.assertIn("  airflow-prod\n", told)
        self.assertIn("  airflow-test\n", told)
        told = self.mooring("init", "--environment", "airflow-prod", code=64).err
        self.assertIn("name one with --target-group", told)
        self.assertIn("airflow-prod-web  HTTPS:443  0 of the endpoint's 2 addresses", told)
        self.assertIn("  airflow-prod-web-2  to be made: none of them\n", told)
        self.mooring("init", "--environment", "airflow-prod", *CHOSEN)

    def test_forty_environments_are_all_found(self):
        first = self.place["environments"][0]
        for number in range(40):
            name = f"more-{number:02}"
            arn = first["arn"].replace("airflow-prod", name)
            self.place["environments"].append(dict(first, name=name, arn=arn))
        self.open()
        told = self.mooring("init", code=64).err
        self.assertEqual(told.count("  more-"), 40)
        names = self.sandbox.client("mwaa").get_paginator("list_environments").paginate()
        self.assertEqual(sum(len(page["Environments"]) for page in names), 41)

    def test_where_nothing_is_there_the_group_is_made_and_the_listener_an_example(self):
        self.place["targetGroups"], self.place["listeners"] = [], []
        self.place["loadBalancers"] = []
        self.open()
        self.mooring("init")
        text = self.spec()
        self.assertIn("      name: airflow-prod-web\n      create:", text)
        self.assertIn("        vpcId: vpc-1\n", text)
        self.assertIn("    # listener:", text)
        self.mooring("validate")

    def test_a_group_of_another_protocol_is_met_as_it_is(self):
        arn = elb("targetgroup/plain/1")
        plain = target_group(arn, "plain") | {"protocol": "HTTP", "port": 8080}
        self.place["targetGroups"].append(plain)
        self.open()
        self.mooring("init", "--target-group", arn, "--host", "plain.example.com")
        self.assertIn("      port: 8080", self.spec())
        self.assertIn("      protocol: HTTP ", self.spec())
        plan = self.mooring("plan", "--format", "json").binding()
        self.assertNotIn("target-group-mismatch", [one["code"] for one in plan["findings"]])

    def test_certificates_that_no_listener_has_are_listed_too(self):
        [known] = self.place["certificates"]
        other = known | {"arn": known["arn"][:-1] + "0", "domainName": "wiki.example.com"}
        self.place["certificates"].append(other)
        self.open()
        # The one that the load balancer has is evident.
        self.mooring("init")
        self.assertIn(f"certificate: {CERTIFICATE}", self.spec())
        self.place["listeners"] = []
        self.open()
        told = self.mooring("init", "--load-balancer", "airflow-prod", "--out", "other.yaml", code=64)
        self.assertIn("--certificate", told.err)
        for arn in (known["arn"], other["arn"]):
            self.assertIn(arn, told.err)

    def test_a_domain_in_the_place_of_a_certificate(self):
        self.open()
        self.mooring("init", "--domain", "*.example.com")
        self.assertIn('        domain: "*.example.com"\n', self.spec())
        self.mooring("validate")

    def test_what_cannot_be(self):
        self.open()
        for arguments, sentence in (
            (("--environment", "none-such"), None),
            (("--load-balancer", "none-such"), "there is no Application Load Balancer none-such"),
            (("--target-group", elb("targetgroup/none/1")), "there is no target group"),
            (("--certificate", "x"), "expected a certificate's ARN"),
            (("--name", "No Name"), "expected 1 to 63"),
            (("--host", "*.example.com"), "expected a host name without wildcards"),
            (("--environment", "a", "--vpc-endpoint", "b"), "goes without"),
            (("--domain", "not a domain"), "makes no valid spec"),
            (("spec.yaml",), "takes no argument"),
        ):
            with self.subTest(arguments):
                told = self.mooring("init", *arguments, code=64 if sentence else 1).err
                self.assertIn(sentence or "MWAA knows no environment none-such", told)
                self.assertFalse((self.folder / "mooring.yaml").exists())


class OthersGroupTest(InitCase):
    """The only group of the VPC is another application's."""

    def setUp(self):
        super().setUp()
        self.others = {"10.0.1.50:443": "healthy", "10.0.2.50:443": "healthy"}
        self.arn = elb("targetgroup/payments/0123456789abcdef")
        targets = [
            {"id": address.split(":")[0], "port": 443, "state": state}
            for address, state in self.others.items()
        ]
        self.place["targetGroups"] = [
            target_group(self.arn, "payments", [LOAD_BALANCER], targets=targets)
        ]
        for zone, address in (("a", "10.0.1.50"), ("b", "10.0.2.50")):
            [beside] = [one for one in self.place["networkInterfaces"] if one["id"] == f"eni-{zone}"]
            theirs = {"id": f"eni-pay-{zone}", "description": "payments", "addresses": [address]}
            self.place["networkInterfaces"].append(beside | theirs)
        [listener] = self.place["listeners"]
        listener["defaultActions"] = [{"type": "forward", "targetGroups": [self.arn]}]
        self.open()

    def states(self):
        client = self.sandbox.client("elbv2")
        health = client.describe_target_health(TargetGroupArn=self.arn)
        return {
            f"{one['Target']['Id']}:{one['Target']['Port']}": one["TargetHealth"]["State"]
            for one in health["TargetHealthDescriptions"]
        }

    def assert_theirs_stay(self, code=0):
        plan = self.mooring("plan", "--format", "json").binding()
        self.assertNotIn("deregisterTargets", [one["action"] for one in plan["changes"]])
        self.mooring("apply", "--auto-approve", code=code)
        states = self.states()
        self.assertLessEqual(self.others.keys(), states.keys())
        self.assertNotIn("draining", states.values())

    def test_it_is_not_taken_without_a_question(self):
        told = self.mooring("init", code=64).err
        self.assertIn("which target group? There is no terminal to ask on", told)
        self.assertIn("  payments  HTTPS:443  0 of the endpoint's 2 addresses, 2 others\n", told)
        self.assertIn("  airflow-prod-web  to be made: none of them\n", told)
        self.assertFalse((self.folder / "mooring.yaml").exists())

    def test_a_new_one_is_made_beside_it(self):
        self.mooring("init", "--target-group", "airflow-prod-web")
        self.assertIn("      name: airflow-prod-web\n      create:", self.spec())
        self.assert_theirs_stay()
        self.assertEqual(set(self.states()), set(self.others))

    def test_where_it_is_named_its_targets_stay(self):
        for name in ("payments", self.arn):
            (self.folder / "mooring.yaml").unlink(missing_ok=True)
            self.mooring("init", "--target-group", name)
            self.assertRegex(self.spec(), r"\n      ownership: recorded\n")
            self.assertIn("# No target of the group is the endpoint's.", self.spec())
        # Their removal is held, because each address is a known stranger's.
        self.assert_theirs_stay(code=3)
        self.assertEqual(len(self.states()), 4)


class SharedListenerTest(InitCase):
    def test_the_host_that_the_environment_was_given_gets_a_rule_beside_the_others(self):
        self.share((1, WIKI, "wiki.example.com"), (2, WIKI, "old.example.com"))
        self.open()
        self.mooring("init")
        text = self.spec()
        self.assertIn("        hosts: [airflow.example.com]\n", text)
        self.assertRegex(text, r"        priority: 3  +# the lowest that is free on port 443")
        self.assertEqual(self.planned(), {"createRule"})
        self.mooring("apply", "--auto-approve")
        rules = self.sandbox.client("elbv2").describe_rules(ListenerArn=LISTENER)["Rules"]
        self.assertEqual([rule["Priority"] for rule in rules], ["1", "2", "3", "default"])
        # What is there now needs no other rule, and init finds it.
        self.mooring("init", "--out", "again.yaml")
        again = (self.folder / "again.yaml").read_text()
        self.assertRegex(again, r"        priority: 3  +# as the rule has it that is there already")
        plan = self.mooring("plan", "again.yaml", "--format", "json").binding()
        self.assertEqual(plan["changes"], [])

    def test_the_worlds_of_plans(self):
        for name, rule, actions in (
            ("foreign-listener", ("airflow.example.com", 1), {"createRule"}),
            ("rule-missing", ("airflow.example.com", 1), {"createRule"}),
            ("rule-priority-taken", ("airflow.example.com", 1), {"createRule"}),
            ("rule-drifted", ("airflow.example.com, old.example.com", 30), set()),
            ("certificate-on-shared-listener", ("airflow.example.com", 10), None),
            ("rule-with-listener", ("airflow.example.com", 1), {"createListener", "createRule"}),
        ):
            with self.subTest(name):
                self.seen = json.loads((program.ROOT / "Plans" / name / "world.json").read_text())
                self.open()
                (self.folder / "mooring.yaml").unlink(missing_ok=True)
                self.mooring("init", "--host", "airflow.example.com")
                hosts, priority = rule
                self.assertIn(f"        hosts: [{hosts}]\n", self.spec())
                self.assertIn(f"        priority: {priority} ", self.spec())
                made = self.planned()
                if actions is not None:
                    self.assertEqual(made, actions)

    def test_without_a_known_host_nothing_is_written(self):
        # The listener's certificate is for what it serves now, so its domain is no proposal.
        self.place["environments"][0]["baseURL"] = None
        self.share()
        self.open()
        told = self.mooring("init", code=64).err
        self.assertIn("which host name? There is no terminal to ask on: name one with --host", told)
        self.assertIn("Others use port 443 of airflow-prod", told)
        self.assertFalse((self.folder / "mooring.yaml").exists())
        self.mooring("init", "--domain", "*.example.com", code=64)
        self.mooring("init", "--certificate", CERTIFICATE, code=64)
        self.assertFalse((self.folder / "mooring.yaml").exists())
        self.mooring("init", "--domain", "airflow.example.com")
        self.assertIn("        hosts: [airflow.example.com]\n", self.spec())
        self.assertEqual(self.planned(), {"createRule"})

    def test_a_certificate_of_its_own_names_the_host(self):
        self.place["environments"][0]["baseURL"] = None
        self.share()
        self.place["listeners"][0]["certificate"] = CERTIFICATE[:-1] + "0"
        self.open()
        self.mooring("init")
        self.assertIn("        hosts: [airflow.example.com]\n", self.spec())
        self.assertEqual(self.planned(), {"createRule", "addListenerCertificates"})

    def test_a_host_that_another_rule_has_is_not_taken_away(self):
        self.share((7, WIKI, "airflow.example.com"))
        self.open()
        told = self.mooring("init", code=64).err
        self.assertIn("name one with --host", told)
        told = self.mooring("init", "--host", "airflow.example.com", code=64).err
        self.assertIn("airflow.example.com is taken on port 443 of airflow-prod by rule", told)
        self.assertFalse((self.folder / "mooring.yaml").exists())
        self.mooring("init", "--host", "jobs.example.com")
        self.assertEqual(self.planned(), {"createRule"})

    def test_a_port_of_another_protocol_leaves_the_listener_an_example(self):
        listener = self.place["listeners"][0]
        listener["protocol"] = "HTTP"
        del listener["certificate"], listener["sslPolicy"]
        self.open()
        self.mooring("init")
        self.assertIn("# Port 443 of airflow-prod has a listener of protocol HTTP:", self.spec())
        self.assertIn("    #   loadBalancer: airflow-prod\n", self.spec())
        self.assertEqual(self.planned(), set())


class TerminalTest(InitCase):
    def answer(self, *lines):
        """Runs `init` at a terminal and types a line whenever it asks."""
        keyboard, terminal = pty.openpty()
        self.addCleanup(os.close, keyboard)
        run = subprocess.Popen(
            [program.path(), "init"],
            cwd=self.folder,
            env={"PATH": os.defpath, "HOME": str(self.folder), **self.sandbox.settings},
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
        )
        os.close(terminal)
        shown, lines = b"", list(lines)
        try:
            while more := os.read(keyboard, 4096):
                shown += more
                if QUESTION.search(shown) and lines:
                    os.write(keyboard, lines.pop(0).encode())
        except OSError:
            pass  # The terminal's other side is closed.
        return run.wait(TIME_OUT_SECONDS), shown.decode().replace("\r\n", "\n")

    def test_enter_takes_the_best(self):
        self.open()
        code, shown = self.answer("\n", "\n", "\n", "\n")
        self.assertEqual(code, 0, shown)
        self.assertIn("Which environment?\n  1  airflow-prod\n", shown)
        self.assertIn(
            "Which target group?\n  1  airflow-prod-web  HTTPS:443  1 of the endpoint's 2 addresses, "
            "1 other\n",
            shown,
        )
        self.assertIn("  1  airflow-prod  the target group is on it\n", shown)
        self.assertIn(f"certificate: {CERTIFICATE}", self.spec())
        self.mooring("validate")

    def test_enter_takes_no_group_of_others(self):
        self.place["targetGroups"] = [self.place["targetGroups"][0]]
        self.place["targetGroups"][0]["targets"] = [
            {"id": "10.0.1.50", "port": 443, "state": "healthy"}
        ]
        self.open()
        code, shown = self.answer("\n", "\n", "\n", "\n", "\n")
        self.assertEqual(code, 0, shown)
        self.assertIn("  0  none of them: create airflow-prod-web-2\n", shown)
        self.assertIn("Number (Enter for 0): ", shown)
        self.assertIn("      name: airflow-prod-web-2\n      create:", self.spec())
        self.mooring("validate")
        (self.folder / "mooring.yaml").unlink()
        code, shown = self.answer("\n", "1\n", "\n", "\n")
        self.assertEqual(code, 0, shown)
        self.assertRegex(self.spec(), r"\n      ownership: recorded\n")
        self.assertNotIn("deregisterTargets", self.planned_actions())

    def planned_actions(self):
        plan = self.mooring("plan", "--format", "json").binding()
        return [change["action"] for change in plan["changes"]]

    def test_a_number_takes_another_and_zero_none(self):
        self.open()
        code, shown = self.answer("1\n", "9\n", "0\n", "0\n")
        self.assertEqual(code, 0, shown)
        self.assertIn("A number from 0 to 6.", shown)
        self.assertIn("      create:", self.spec())
        self.assertIn("    # listener:", self.spec())

    def test_the_host_is_asked_for_until_it_is_one(self):
        self.place["environments"][0]["baseURL"] = None
        self.share((7, WIKI, "wiki.example.com"))
        self.open()
        answers = ("\n", "*.example.com\n", "wiki.example.com\n", "\n", "Airflow.example.com\n")
        code, shown = self.answer("\n", "1\n", "\n", *answers)
        self.assertEqual(code, 0, shown)
        self.assertIn("Which host name? Others use port 443 of airflow-prod, so that", shown)
        self.assertEqual(shown.count("A host name is wanted"), 2)
        self.assertIn("wiki.example.com is taken on port 443", shown)
        self.assertIn("        hosts: [airflow.example.com]\n", self.spec())
        self.assertEqual(self.planned(), {"createRule"})

    def test_enter_takes_the_host_that_is_proposed(self):
        self.share()
        self.open()
        code, shown = self.answer("\n", "1\n", "\n", "\n", "\n")
        self.assertEqual(code, 0, shown)
        self.assertIn("Name (Enter for airflow.example.com): ", shown)
        self.assertIn("        hosts: [airflow.example.com]\n", self.spec())

    def test_the_end_of_input_writes_nothing(self):
        self.open()
        code, shown = self.answer("\x04")
        self.assertEqual(code, 64, shown)
        self.assertIn("no answer; nothing was written", shown)
        self.assertFalse((self.folder / "mooring.yaml").exists())


if __name__ == "__main__":
    unittest.main()
