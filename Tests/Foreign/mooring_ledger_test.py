"""`ownership: recorded` over real sockets, against moto: the tags as boto3 reads and writes them."""

import unittest

from adrift import AdriftTest

KEY = "mooring:targets:airflow-prod:1"


class LedgerTest(AdriftTest):
    writes = True

    def setUp(self):
        super().setUp()
        group = {"name": self.world.target_group_name, "ownership": "recorded"}
        self.write_spec(self.binding(targetGroup=group))
        self.elb = self.door.client("elbv2", self.keys)
        self.tag(Owner="web team")

    def tag(self, **tags):
        self.elb.add_tags(
            ResourceArns=[self.world.target_group_arn],
            Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
        )

    def tags(self):
        [described] = self.elb.describe_tags(ResourceArns=[self.world.target_group_arn])[
            "TagDescriptions"
        ]
        return {each["Key"]: each["Value"] for each in described["Tags"]}

    def entries(self, *more):
        addresses = [address for address, _ in self.wanted()] + list(more)
        numbers = sorted(addresses, key=lambda each: [int(part) for part in each.split(".")])
        return " ".join(f"{address}/443" for address in numbers)

    def outcomes(self, *arguments, **options):
        outcomes = self.apply("--format", "json", *arguments, **options).binding()["outcomes"]
        return [(each["action"], each["result"]) for each in outcomes]

    def test_what_is_registered_is_claimed_first_and_what_others_registered_stays(self):
        planned = self.plan()
        self.assertEqual(
            self.actions(planned), ["tag", "modifyTargetGroup", "registerTargets", "createListener"]
        )
        wanted = [{"id": address, "port": port} for address, port in self.wanted()]
        self.assertCountEqual(planned["changes"][0]["claim"], wanted)
        self.apply()
        self.assertEqual(self.tags(), {"Owner": "web team", KEY: self.entries()})
        stale = (self.world.stale_address, 443)
        self.assertEqual(self.targets(), sorted([*self.wanted(), stale]))
        after = self.plan("--detailed-exitcode")
        self.assertEqual(after["status"], "in-step")
        standings = {each["id"]: each["is"] for each in after["targets"]}
        self.assertEqual(standings.pop(self.world.stale_address), "foreign")
        self.assertEqual(set(standings.values()), {"wanted"})

    def test_what_the_tag_names_is_removed_and_released(self):
        self.apply()
        self.tag(**{KEY: self.entries(self.world.stale_address)})
        planned = self.plan("--out", "plan.json")
        self.assertEqual(self.actions(planned), ["deregisterTargets", "tag"])
        stale = [{"id": self.world.stale_address, "port": 443}]
        self.assertEqual(planned["changes"][1]["release"], stale)
        ended = self.mooring("apply", "--plan", "plan.json", "--auto-approve", "--format", "json")
        outcomes = [(each["action"], each["result"]) for each in ended.binding()["outcomes"]]
        self.assertEqual(outcomes, [("deregisterTargets", "applied"), ("tag", "applied")])
        self.assertEqual(self.targets(), self.wanted())
        self.assertEqual(self.tags(), {"Owner": "web team", KEY: self.entries()})

    def test_a_lost_tag_loses_removals_only(self):
        self.apply()
        self.tag(**{KEY: self.entries(self.world.stale_address)})
        self.elb.remove_tags(ResourceArns=[self.world.target_group_arn], TagKeys=[KEY])
        before = self.targets()
        self.assertEqual(self.outcomes(), [("tag", "applied")])
        self.assertEqual(self.targets(), before)
        self.assertEqual(self.tags()[KEY], self.entries())

    def test_a_saved_plan_is_stale_once_the_tag_is_another(self):
        self.apply()
        self.tag(**{KEY: self.entries(self.world.stale_address)})
        self.mooring("plan", "--out", "plan.json")
        self.elb.remove_tags(ResourceArns=[self.world.target_group_arn], TagKeys=[KEY])
        before = self.seen()
        self.mooring("apply", "--plan", "plan.json", "--auto-approve", code=4)
        self.assertEqual(self.seen(), before)

    def test_a_snapshot_tells_nothing_of_others_tags(self):
        self.apply()
        self.mooring("snapshot", "--out", "world.json")
        recorded = (self.folder / "world.json").read_text()
        self.assertIn(KEY, recorded)
        self.assertNotIn("Owner", recorded)
        self.assertNotIn("web team", recorded)
        live = self.plan()
        replayed = self.plan("--snapshot", "world.json")
        self.assertEqual(replayed, live)

    def test_many_targets_take_several_tags_and_few_take_one_again(self):
        many = [f"10.0.1.{number}" for number in range(100, 140)]
        group = {"name": self.world.target_group_name, "ownership": "recorded"}
        fixed = {"endpoint": {"addresses": many}, "targetGroup": group}
        self.write_spec(self.binding(**fixed))
        self.apply()
        ledger = {key: value for key, value in self.tags().items() if key != "Owner"}
        self.assertEqual(sorted(ledger), [KEY, KEY[:-1] + "2", KEY[:-1] + "3"])
        self.assertTrue(all(len(value) <= 256 for value in ledger.values()))
        self.assertEqual(" ".join(ledger[key] for key in sorted(ledger)).count("/443"), 40)
        self.write_spec(self.binding(**fixed | {"endpoint": {"addresses": many[:2]}}))
        self.apply()
        self.assertEqual(
            self.tags(), {"Owner": "web team", KEY: "10.0.1.100/443 10.0.1.101/443"}
        )
        stale = self.world.stale_address
        self.assertEqual([address for address, _ in self.targets()], [*many[:2], stale])


if __name__ == "__main__":
    unittest.main()
