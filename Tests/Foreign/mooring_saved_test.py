"""The program against moto: saved plans, and snapshots."""

import json
import unittest

from adrift import AdriftTest


class SavedPlanTest(AdriftTest):
    writes = True

    def setUp(self):
        super().setUp()
        self.file = self.folder / "saved.json"
        self.mooring("plan", "--out", "saved.json")

    def apply_saved(self, code=0, **variables):
        return self.apply("--plan", "saved.json", code=code, **variables)

    def refused(self, code, *arguments, **variables):
        """What is said of a saved plan that is not applied."""
        before = self.seen()
        ended = self.apply("--plan", "saved.json", *arguments, code=code, **variables)
        self.assertEqual(self.seen(), before)
        return ended.err

    def test_an_unchanged_world_gets_the_plan_without_its_spec(self):
        (self.folder / "mooring.yaml").unlink()
        # Not even its Region is needed.
        self.apply_saved(AWS_REGION=None)
        self.assertEqual(self.targets(), self.wanted())
        self.assertEqual(self.group()["Matcher"], {"HttpCode": "200,302"})
        self.assertEqual(len(self.listeners()), 1)
        self.assertIn("no longer", self.refused(4))

    def test_a_plan_that_a_change_overtook_is_refused(self):
        elb = self.door.client("elbv2", self.keys)
        arn = {"TargetGroupArn": self.world.target_group_arn}
        changes = {
            "a target": lambda: elb.register_targets(**arn, Targets=[{"Id": "10.0.1.77"}]),
            "the matcher": lambda: elb.modify_target_group(**arn, Matcher={"HttpCode": "200-299"}),
            "a target less": lambda: elb.deregister_targets(
                **arn, Targets=[{"Id": self.world.stale_address}]
            ),
        }
        for name, change in changes.items():
            with self.subTest(name):
                self.mooring("plan", "--out", "saved.json")
                change()
                self.assertIn("airflow-prod", self.refused(4))

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

    def test_only_its_owner_can_read_it(self):
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        self.file.chmod(0o644)
        self.mooring("plan", "--out", "saved.json")
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)

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
