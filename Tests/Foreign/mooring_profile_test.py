"""The program against moto: profiles, Regions and API hosts from files and the environment."""

import unittest

from adrift import AdriftTest
from running_door import REGION

NO_KEYS = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}
NOTHING_ELSE = NO_KEYS | {"AWS_REGION": None, "AWS_ENDPOINT_URL": None}
HOSTS = ("acm", "ec2", "elbv2", "mwaa", "sts")


class ProfileTest(AdriftTest):
    def setUp(self):
        super().setUp()
        self.named = {
            "AWS_SHARED_CREDENTIALS_FILE": self.write(
                "credentials",
                f"""
                [default]
                aws_access_key_id = AKIA0000000000000000
                aws_secret_access_key = wrong

                [operator]
                aws_access_key_id = {self.keys.key_id}
                aws_secret_access_key = {self.keys.secret}
                """,
            ),
            "AWS_CONFIG_FILE": self.write(
                "config",
                f"""
                [default]
                region = eu-west-1
                endpoint_url = http://127.0.0.1:1

                [profile operator]
                region = {REGION}
                endpoint_url = {self.door.url}

                [profile static]
                region = {REGION}
                endpoint_url = {self.door.url}
                aws_access_key_id = {self.keys.key_id}
                aws_secret_access_key = {self.keys.secret}

                [profile apart]
                region = {REGION}
                services = apart
                endpoint_url = {self.door.url}
                aws_access_key_id = {self.keys.key_id}
                aws_secret_access_key = {self.keys.secret}

                [services apart]
                elastic_load_balancing_v2 =
                  endpoint_url = {self.localhost()}
                """,
            ),
        }

    def write(self, name, text):
        file = self.folder / name
        # The lines of a file begin at the margin, but for what is nested.
        lines = [line.removeprefix(" " * 16) for line in text.splitlines()]
        file.write_text("\n".join(lines).strip() + "\n")
        return str(file)

    def localhost(self):
        """The same door by another name, so that it shows who was asked by which."""
        return self.door.url.replace("127.0.0.1", "localhost")

    def planned(self, *arguments, **variables):
        """A plan that found its Region, its keys and its hosts."""
        binding = self.plan(*arguments, **variables)
        self.assertEqual(binding["status"], "changes")
        self.assertEqual(binding["region"], REGION)
        self.assertEqual(binding["account"], self.world.account)
        return binding

    def test_a_profile_gives_keys_region_and_host(self):
        for name in ("operator", "static"):
            with self.subTest(name):
                alone = self.named | NOTHING_ELSE
                self.planned("--profile", name, **alone)
                self.planned(**alone, AWS_PROFILE=name)
                self.planned(**alone, AWS_DEFAULT_PROFILE=name)

    def test_the_files_of_the_home_folder_are_the_usual_ones(self):
        folder = self.folder / ".aws"
        folder.mkdir()
        for name in ("credentials", "config"):
            (self.folder / name).rename(folder / name)
        self.planned("--profile", "operator", **NOTHING_ELSE)

    def test_the_flag_goes_before_keys_in_the_environment(self):
        wrong = self.named | {"AWS_SECRET_ACCESS_KEY": "wrong"}
        self.planned("--profile", "operator", **wrong)
        # The variable doesn't, as with the AWS CLI.
        refused = self.mooring("plan", code=1, **wrong, AWS_PROFILE="operator")
        self.assertIn("SignatureDoesNotMatch", refused.out)

    def test_an_unknown_profile_is_named_with_the_files(self):
        for arguments, variables in (
            (("--profile", "none"), {}),
            ((), {"AWS_PROFILE": "none"}),
        ):
            alone = self.named | NO_KEYS | variables
            refused = self.mooring("plan", *arguments, code=1, **alone)
            self.assertIn('"none"', refused.err)
            for file in self.named.values():
                self.assertIn(file, refused.err)

    def test_the_nearest_region_counts(self):
        wrong = {"AWS_REGION": "eu-west-1"}
        elsewhere = self.plan("--detailed-exitcode", code=3, **wrong)
        self.assertEqual(elsewhere["region"], "eu-west-1")
        self.planned("--region", REGION, **wrong)
        self.planned(AWS_REGION=None, AWS_DEFAULT_REGION=REGION)
        self.write_spec(self.binding(region=REGION))
        self.planned("--region", "eu-west-1", **wrong)
        self.planned(AWS_REGION=None)

    def test_without_any_region_it_says_how_to_give_one(self):
        refused = self.mooring("plan", code=1, AWS_REGION=None)
        self.assertIn("--region", refused.out)

    def test_one_service_may_have_a_host_of_its_own(self):
        apart = {"AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2": self.localhost()}
        wanted = dict.fromkeys(HOSTS, self.door.url) | {"elbv2": self.localhost()}
        self.assertEqual(self.planned(**apart)["apiHosts"], wanted)
        profile = ("--profile", "apart")
        self.assertEqual(self.planned(*profile, **self.named, **NOTHING_ELSE)["apiHosts"], wanted)
        told = self.mooring("plan", "--log-level", "debug", **apart).err
        hosts = {line.split()[3]: line for line in told.splitlines()}
        self.assertIn("host localhost:", hosts["DescribeTargetHealth:"])
        self.assertIn("host 127.0.0.1:", hosts["DescribeVpcEndpoints:"])

    def test_a_service_that_is_not_reached_is_named(self):
        refused = self.plan(
            code=1,
            AWS_ENDPOINT_URL="http://127.0.0.1:1",
            AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2=self.door.url,
        )
        self.assertEqual(refused["status"], "failed")
        self.assertIn("127.0.0.1:1", refused["error"])

    def test_the_flag_for_the_host_goes_before_all(self):
        dead = "http://127.0.0.1:1"
        apart = {"AWS_ENDPOINT_URL": dead, "AWS_ENDPOINT_URL_EC2": dead}
        planned = self.planned("--endpoint-url", self.door.url, **apart)
        self.assertEqual(planned["apiHosts"], dict.fromkeys(HOSTS, self.door.url))

    def test_configured_hosts_can_be_ignored(self):
        # The real hosts are then meant, to which there is no way from here.
        ignored = {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}
        refused = self.mooring("plan", "--log-level", "debug", code=1, **ignored)
        self.assertIn("mwaa GetEnvironment: the proxy refused (attempt 1 of 3, took ", refused.err)
        for host in ("elasticloadbalancing", "sts"):
            self.assertIn(f"{host}.{REGION}.amazonaws.com", refused.out + refused.err)
        self.assertNotIn(self.door.url.removeprefix("http://"), refused.out + refused.err)
        self.planned("--endpoint-url", self.door.url, **ignored)


if __name__ == "__main__":
    unittest.main()
