"""From moto, as the real account, to the sandbox and back: snapshot, rehearse, apply for real."""

import json
import os
import pathlib
import pty
import subprocess
import unittest

import program
import stage
from accounts import OTHER_ACCOUNT, Account, make_role
from adrift import AdriftTest
from sandbox_stage import Sandbox

OTHER_REGION = "eu-west-1"
# What says where AWS was asked, and when.
PLACE = dict.fromkeys(["apiHosts", "fingerprint"])


class Abroad:
    """The door, in another Region."""

    def __init__(self, door):
        self.door = door

    def client(self, service):
        return self.door.client(service, region=OTHER_REGION)

    def put_environment(self, environment):
        self.door.put_environment(environment, OTHER_REGION)


class RehearsalTest(AdriftTest):
    writes = True

    def setUp(self):
        super().setUp()
        self.door.post("/moto-api/reset-auth", "inf")
        other = Account(self.door, OTHER_ACCOUNT)
        role = {"arn": make_role(other.client("iam"), "mooring")}
        abroad = stage.build(Abroad(self.door), OTHER_REGION)
        theirs = stage.build(other)
        self.door.post("/moto-api/reset-auth", "0")
        listeners = [
            {"loadBalancer": "airflow-prod", "certificate": each.certificate_arn}
            for each in (abroad, theirs)
        ]
        self.write_spec(
            self.binding(name="here"),
            self.binding(name="abroad", region=OTHER_REGION, listener=listeners[0]),
            self.binding(
                name="theirs", account=OTHER_ACCOUNT, assumeRole=role, listener=listeners[1]
            ),
        )

    def at(self, variables, *arguments, code=0):
        """A run with other variables than the door's."""
        ended = program.run(arguments, self.folder, variables)
        self.assertEqual(ended.code, code, ended)
        return ended

    def outcomes(self, ended):
        """What was made for each binding."""
        return {
            binding["name"]: [
                (each["action"], each["result"], each.get("targets"), each.get("set"))
                for each in binding["outcomes"]
            ]
            for binding in ended.json()["bindings"]
        }

    def test_what_is_rehearsed_is_what_is_applied(self):
        before = self.seen()
        live = self.mooring("plan", "--format", "json").json()
        self.assertEqual(live["summary"]["changes"], 3, live)
        self.mooring("snapshot", "--out", "world.json")
        apply = ("apply", "--auto-approve", "--format", "json")
        with Sandbox(self.folder / "world.json") as sandbox:
            # The shell of somebody who has a session of the real account.
            variables = self.variables() | {"AWS_SESSION_TOKEN": "left"} | sandbox.settings
            there = self.at(variables, "plan", "--format", "json").json()
            for rehearsed, real in zip(there["bindings"], live["bindings"], strict=True):
                self.assertNotEqual(rehearsed["fingerprint"], real["fingerprint"])
                self.assertEqual(rehearsed | PLACE, real | PLACE)
            rehearsed = self.at(variables, *apply)
            self.at(variables, "plan", "--detailed-exitcode")
            # What was approved for the sandbox is never applied elsewhere.
            self.at(variables, "plan", "--out", "rehearsed.json")
        self.assertEqual(self.seen(), before)
        self.apply("--plan", "rehearsed.json", code=4)
        self.assertEqual(self.seen(), before)

        applied = self.mooring(*apply)
        self.assertEqual(self.outcomes(applied), self.outcomes(rehearsed))
        self.assertEqual([len(each) for each in self.outcomes(applied).values()], [4, 4, 4])
        self.mooring("plan", "--detailed-exitcode")

    def test_the_world_may_change_during_the_rehearsal(self):
        self.mooring("snapshot", "--out", "world.json")
        with Sandbox(self.folder / "world.json") as sandbox:
            variables = self.variables() | sandbox.settings
            self.at(variables, "apply", "--auto-approve")
            sandbox.control("POST", f"recreate-endpoint/{self.world.endpoint_id}")
            changed = self.at(variables, "plan", "--format", "json", "--only", "here").binding()
            self.assertEqual(self.actions(changed), ["registerTargets", "deregisterTargets"])
            self.at(variables, "apply", "--auto-approve")
            self.at(variables, "plan", "--detailed-exitcode")

    def test_the_readme_s_commands_do_it_as_written(self):
        readme = (program.ROOT / "README.md").read_text()
        commands = readme.partition("## Rehearse it")[2].partition("```sh\n")[2].partition("```")[0]
        keyboard, terminal = pty.openpty()
        self.addCleanup(os.close, keyboard)
        os.write(keyboard, b"yes\n")
        folder = pathlib.Path(program.path()).parent
        ended = subprocess.run(
            ["bash", "-e", "-c", commands],
            cwd=self.folder,
            env={"PATH": f"{folder}:{os.defpath}", "HOME": str(self.folder), **self.variables()},
            stdin=terminal,
            capture_output=True,
            text=True,
            timeout=60,
        )
        os.close(terminal)
        said = ended.stdout + ended.stderr
        self.assertEqual(ended.returncode, 0, said)
        # There, and then for real.
        self.assertEqual(ended.stdout.count("Applied: 3 bindings; 3 converged."), 2, said)
        self.assertIn("In step: 3 bindings, nothing to do.", ended.stdout)
        self.assertEqual(self.targets(), self.wanted())

    def test_a_snapshot_holds_no_keys(self):
        self.mooring("snapshot", "--out", "world.json")
        text = (self.folder / "world.json").read_text()
        self.assertEqual(len(json.loads(text)["places"]), 3)
        self.assertNotIn(self.keys.secret, text)
        self.assertNotIn(self.keys.key_id, text)


if __name__ == "__main__":
    unittest.main()
