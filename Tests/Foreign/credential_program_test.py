"""The program against moto, with credentials that it fetches from credential_door.py."""

import unittest

import credential_places
from accounts import make_role
from adrift import AdriftTest
from credential_door import CredentialDoor
from credential_sources import SOURCES
from running_door import REGION

LOUD = ("--log-level", "debug")

# Those that give the keys themselves; roles are assumed from moto in other tests.
DIRECT = ("instance", "ecs", "eks", "sso", "sso of the older form", "sso, renewed late")


class FetchedTest(AdriftTest):
    def setUp(self):
        super().setUp()
        self.door.post("/moto-api/reset-auth", "inf")
        role = make_role(self.door.client("iam"), self.id().rpartition(".")[2][:60])
        session = self.door.client("sts").assume_role(RoleArn=role, RoleSessionName="night")
        self.door.post("/moto-api/reset-auth", "0")
        given = session["Credentials"]
        self.session = credential_places.Keys(
            given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]
        )

    def variables(self):
        return {"AWS_ENDPOINT_URL": self.door.url, "AWS_REGION": REGION}

    def fetch(self, source, *arguments, faults=None, code=0, **variables):
        """A run of the program with the session's keys behind the door; and that door."""
        with CredentialDoor(faults, self.session) as opened:
            prepared = SOURCES[source].prepare(self.folder, opened)
            # STS is moto's, so that it tells whose the keys are.
            del prepared["AWS_ENDPOINT_URL_STS"]
            return self.mooring(*arguments, code=code, **prepared, **variables), opened

    def check(self, ended, source):
        for secret in (credential_places.SECRET, self.session.secret, self.session.token):
            # Not assertNotIn: what failed would be a log with a secret in it.
            self.assertFalse(secret in str(ended), f"a secret is in what it wrote for {source}")

    def test_a_plan_is_made_with_what_each_source_gives(self):
        for source in DIRECT:
            with self.subTest(source):
                ended, door = self.fetch(source, "plan", "--format", "json", *LOUD)
                planned = ended.binding()
                self.assertEqual(planned["status"], "changes")
                self.assertEqual(planned["account"], self.world.account)
                self.assertIn("DescribeTargetHealth", ended.err)
                # Many requests were signed, but the credentials were fetched once.
                paths = [(each.method, each.path) for each in door.seen]
                self.assertEqual(len(paths), len(set(paths)))
                self.check(ended, source)

    def test_a_plan_is_not_made_where_the_source_fails(self):
        for source, place in (("instance", "imds-keys"), ("ecs", "ecs"), ("sso", "portal")):
            for fault in (401, "garbage"):
                with self.subTest(source, fault=fault):
                    ended, _ = self.fetch(source, "plan", *LOUD, faults={place: fault}, code=1)
                    self.assertIn("credentials", ended.out)
                    self.check(ended, source)

    def test_the_flag_for_a_profile_goes_before_the_variables_keys(self):
        wrong = {"AWS_ACCESS_KEY_ID": "AKIA0000000000000000", "AWS_SECRET_ACCESS_KEY": "wrong"}
        ended, _ = self.fetch(
            "sso", "plan", "--profile", "team", "--format", "json", *LOUD, **wrong
        )
        self.assertEqual(ended.binding()["status"], "changes")
        refused, door = self.fetch("sso", "plan", *LOUD, code=1, **wrong)
        self.assertEqual(door.seen, [])
        self.check(refused, "sso")


if __name__ == "__main__":
    unittest.main()
