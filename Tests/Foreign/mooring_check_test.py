"""`mooring check` over real sockets: what moto shows, read as AWS's own clients read it."""

import json

import stage
from adrift import AdriftTest
from running_door import REGION


class CheckTest(AdriftTest):
    writes = True

    def check(self, *arguments, code):
        """The lines of the only binding's check, by their codes."""
        binding = self.mooring("check", "--format", "json", *arguments, code=code).binding()
        return {each["code"]: each for each in binding["requirements"]}

    def test_what_is_amiss_fails_and_nothing_is_written(self):
        before = self.seen()
        lines = self.check(code=2)
        failing = {code for code, line in lines.items() if line["verdict"] == "fail"}
        self.assertEqual(failing, {"status-codes", "registered", "no-stale-targets", "listener"})
        for code in failing:
            self.assertIn("`mooring apply`", lines[code]["remarks"][0]["remedy"])
        self.assertEqual(self.seen(), before)

        self.apply()
        lines = self.check(code=0)
        self.assertEqual({code for code, line in lines.items() if line["verdict"] == "fail"}, set())
        self.assertEqual(self.mooring("check", "--only", "airflow-*").code, 0)

    def test_what_the_environment_says_of_its_name_is_read_and_no_other_option(self):
        ec2 = self.door.client("ec2", self.keys)
        [endpoint] = ec2.describe_vpc_endpoints(VpcEndpointIds=[self.world.endpoint_id])[
            "VpcEndpoints"
        ]
        environment = stage.environment(self.world.subnet_ids, self.world.security_group_id)
        environment["AirflowConfigurationOptions"] = {
            "webserver.base_url": "https://airflow.example.com",
            "smtp.smtp_password": "open-sesame",
        }
        self.door.put_environment(environment, REGION)
        lines = self.check(code=2)
        self.assertEqual(lines["base-url"]["verdict"], "pass")
        self.assertIn("https://airflow.example.com", lines["base-url"]["remarks"][0]["message"])
        policy = json.loads(endpoint.get("PolicyDocument") or "null")
        expected = "pass" if policy else "not-looked-at"
        self.assertEqual(lines["endpoint-policy"]["verdict"], expected, policy)

        self.mooring("snapshot", "--out", "world.json")
        self.assertNotIn("open-sesame", (self.folder / "world.json").read_text())

    def test_a_snapshot_gives_the_same_bytes(self):
        self.mooring("snapshot", "--out", "world.json")
        for form in ("text", "json", "markdown"):
            live = self.mooring("check", "--format", form, code=2)
            replayed = self.mooring(
                "check", "--format", form, "--snapshot", "world.json", code=2, AWS_ENDPOINT_URL=None
            )
            self.assertEqual(replayed.out, live.out)

    def test_a_binding_that_cannot_be_observed_is_1_and_says_why(self):
        self.write_spec(self.binding(), self.binding(name="second", region="not a region"))
        ended = self.mooring("check", code=65)
        self.assertIn("region", ended.err)
        deny = {"Effect": "Deny", "Action": "airflow:*", "Resource": "*"}
        nothing = {"Version": "2012-10-17", "Statement": [deny]}
        denied = self.door.check_signatures_for(nothing, name="nobody")
        self.write_spec(self.binding())
        ended = self.mooring("check", "--format", "json", code=1, **denied.environment())
        binding = ended.binding()
        self.assertIsNone(binding["verdict"])
        self.assertTrue(binding["error"])
        self.assertIn("airflow-prod", ended.err)
