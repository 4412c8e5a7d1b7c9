"""The program against moto: saved plans, and snapshots."""

import json
import os
import unittest

import stage
from accounts import OTHER_ACCOUNT, Account
from adrift import AdriftTest

FILES = ("saved.json", "again.json")


class SavedPlanTest(AdriftTest):
    writes = True

    def setUp(self):
        super().setUp()
        self.file = self.folder / "saved.json"
        self.mooring("plan", "--out", "saved.json")

    def apply_saved(self, *arguments, code=0, **variables):
        return self.apply("--plan", "saved.json", *arguments, code=code, **variables)

    def refused(self, code, *arguments, **variables):
        """What is said of a saved plan that is not applied."""
        before = self.seen()
        ended = self.apply("--plan", "saved.json", *arguments, code=code, **variables)
        self.assertEqual(self.seen(), before)
        return ended.err

    def written(self, name):
        """What a saved plan says, but for when it was made."""
        return json.loads((self.folder / name).read_text()) | {"createdAt": None}

    def test_an_unchanged_world_gets_the_plan_without_its_spec(self):
        (self.folder / "mooring.yaml").unlink()
        # Not even its Region is needed.
        self.apply_saved(AWS_REGION=None)
        self.assertEqual(self.targets(), self.wanted())
        self.assertEqual(self.group()["Matcher"], {"HttpCode": "200,302"})
        self.assertEqual(len(self.listeners()), 1)
        self.assertIn("no longer", self.refused(4))

    def test_a_plan_for_other_api_hosts_is_refused(self):
        elsewhere = self.door.url.replace("127.0.0.1", "localhost")
        self.refused(4, AWS_ENDPOINT_URL=elsewhere)

    def test_an_edited_plan_is_refused(self):
        saved = self.file.read_text()
        edits = {
            "another address": saved.replace(self.world.stale_address, "10.0.2.251"),
            "another port": saved.replace(": 443", ": 8443"),
            "one space": saved.replace('"10.0.2.250"', '"10.0.2.250 "'),
            "cut off": saved[: len(saved) // 2],
            "empty": "",
            "no plan": "{}",
        }
        for name, text in edits.items():
            with self.subTest(name):
                self.assertNotEqual(text, saved)
                self.file.write_text(text)
                self.assertIn("saved.json", self.refused(65))
        self.file.write_text(saved)
        self.apply_saved()

    def test_its_form_may_change_but_not_what_it_says(self):
        value = json.loads(self.file.read_text())
        value["createdAt"] = "2026-01-02T03:04:05Z"
        self.file.write_text(json.dumps(dict(sorted(value.items(), reverse=True))))
        self.apply_saved()
        self.assertEqual(self.targets(), self.wanted())

    def test_the_same_world_gives_the_same_plan_but_for_the_time(self):
        self.mooring("plan", "--out", "again.json")
        one, other = (self.written(name) for name in FILES)
        self.assertEqual(one, other)

    def test_only_its_owner_can_read_it_whatever_was_there(self):
        def mode(file):
            return file.stat().st_mode & 0o777

        self.assertEqual(mode(self.file), 0o600)
        self.file.chmod(0o644)
        link = self.folder / "link.json"
        link.symlink_to("behind.json")
        behind = self.folder / "behind.json"
        behind.write_text("somebody else may read this")
        behind.chmod(0o666)
        everything = os.umask(0)
        self.addCleanup(os.umask, everything)
        for name in ("saved.json", "link.json", "new.json"):
            self.mooring("plan", "--out", name)
            self.assertEqual(mode(self.folder / name), 0o600)
        self.assertTrue(link.is_symlink())
        one, other = (self.written(name) for name in ("behind.json", "new.json"))
        self.assertEqual(one, other)
        # What is left besides would be read by others, too.
        self.assertEqual(len(list(self.folder.iterdir())), 5)
        self.apply("--report", "report.json")
        self.mooring("snapshot", "--out", "world.json")
        for name in ("report.json", "world.json"):
            self.assertEqual(mode(self.folder / name), 0o600)

    def test_its_region_is_the_one_that_it_was_made_for(self):
        self.apply_saved("--region", "eu-west-1", AWS_REGION="eu-west-1")
        self.assertEqual(self.targets(), self.wanted())

    def test_a_plan_for_another_account_is_refused(self):
        self.door.post("/moto-api/reset-auth", "inf")
        other = Account(self.door, OTHER_ACCOUNT)
        self.door.post("/moto-api/reset-auth", "0")
        found = other.client("ec2").describe_subnets(SubnetIds=[])["Subnets"]
        environment = stage.environment([each["SubnetId"] for each in found[:2]], "sg-1")
        other.put_environment(environment)
        before = other.client("elbv2").describe_target_groups()["TargetGroups"]
        said = self.refused(4, **other.keys.environment())
        self.assertIn("no longer what the plan was made from", said)
        after = other.client("elbv2").describe_target_groups()["TargetGroups"]
        self.assertEqual((before, after), ([], []))

    def test_it_is_applied_by_itself_only(self):
        self.refused(64, "mooring.yaml")

    def test_it_says_what_the_plan_on_standard_output_says(self):
        shown = self.mooring("plan", "--format", "json", "--out", "saved.json").json()
        self.assertEqual(json.loads(self.file.read_text()), shown)


class SnapshotTest(AdriftTest):
    writes = True

    def test_a_replay_gives_the_plan_of_the_world_that_was_recorded(self):
        before = self.seen()
        self.mooring("snapshot", "--out", "world.json")
        self.assertEqual((self.folder / "world.json").stat().st_mode & 0o777, 0o600)
        live = self.mooring("plan", "--format", "json").json()
        self.assertEqual(self.seen(), before)
        self.apply()
        # No keys and no host: nothing is asked.
        nothing = dict.fromkeys(self.variables())
        for _ in range(2):
            replay = ("plan", "--snapshot", "world.json", "--format", "json")
            replayed = self.mooring(*replay, **nothing).json()
            self.assertEqual(replayed["bindings"], live["bindings"])
            self.assertEqual(replayed["summary"], live["summary"])
            self.assertEqual(replayed["source"], "snapshot")

    def test_the_plan_of_a_snapshot_is_never_applied(self):
        self.mooring("snapshot", "--out", "world.json")
        self.mooring("plan", "--snapshot", "world.json", "--out", "saved.json")
        before = self.seen()
        refused = self.apply("--plan", "saved.json", code=64)
        self.assertIn("snapshot", refused.err)
        self.assertEqual(self.seen(), before)


if __name__ == "__main__":
    unittest.main()
