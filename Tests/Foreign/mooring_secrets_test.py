"""The program against moto: no key, token or signature in anything that it writes."""

import base64
import json
import unittest
import urllib.parse

import stage
from accounts import make_role
from adrift import AdriftTest

# What moto's session tokens begin with, those too that the program is given for a role.
TOKEN_START = "FQoGZXIvYXdz"
MARKS = (TOKEN_START, "AWS4-HMAC-SHA256", "X-Amz-Security-Token", "Signature=", "Authorization")


class SecretsTest(AdriftTest):
    writes = True

    def setUp(self):
        super().setUp()
        self.door.post("/moto-api/reset-auth", "inf")
        self.role = make_role(self.door.client("iam"), "operator")
        session = self.door.client("sts").assume_role(RoleArn=self.role, RoleSessionName="night")
        self.door.post("/moto-api/reset-auth", "0")
        self.session = session["Credentials"]
        self.assertTrue(self.session["SessionToken"].startswith(TOKEN_START))
        self.ended = []

    def variables(self):
        return super().variables() | {
            "AWS_ACCESS_KEY_ID": self.session["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": self.session["SecretAccessKey"],
            "AWS_SESSION_TOKEN": self.session["SessionToken"],
        }

    def mooring(self, *arguments, code=0, **variables):
        ended = super().mooring(*arguments, code=code, **variables)
        self.ended.append(ended)
        return ended

    def check(self, *more, but=()):
        """Looks through all that was written, on streams and in files."""
        places = {f"run {number}": str(ended) for number, ended in enumerate(self.ended)}
        files = [each for each in self.folder.rglob("*") if each.is_file()]
        texts = {each.name: each.read_text(errors="replace") for each in files}
        places |= {name: text for name, text in texts.items() if name not in but}
        secrets = [self.session["SecretAccessKey"], self.session["SessionToken"], *more]
        forms = [*MARKS]
        for secret in secrets:
            forms += [secret, urllib.parse.quote(secret, safe="")]
            forms += [base64.b64encode(secret.encode()).decode(), secret[:20], secret[-20:]]
        for place, text in places.items():
            for form in forms:
                # Not assertNotIn: what failed would be a log with a secret in it.
                self.assertFalse(form.lower() in text.lower(), f"{form[:6]}… is in {place}")
        return places

    def test_none_where_all_goes_well(self):
        loud = ("--log-level", "debug")
        json_logs = (*loud, "--log-format", "json")
        for form in ("text", "json"):
            self.mooring("plan", "--format", form, *loud)
            self.mooring("discover", "--format", form, *json_logs)
        self.mooring("snapshot", "--out", "world.json", *loud)
        self.mooring("plan", "--snapshot", "world.json", "--out", "replayed.json", *loud)
        self.mooring("plan", "--out", "saved.json", *json_logs)
        self.mooring("validate", *loud)
        self.apply("--report", "report.json", *loud)
        self.apply("--format", "json", "--report", "again.json", *json_logs)
        places = self.check()
        # What was looked through is not nothing.
        self.assertIn("DescribeTargetHealth", places["run 0"])
        files = {"world.json", "replayed.json", "saved.json", "report.json", "again.json"}
        self.assertTrue(files <= set(places))

    def test_none_of_a_private_key_that_is_imported(self):
        for name, text in zip(("leaf.pem", "leaf.key"), stage.self_signed(stage.DOMAIN)):
            (self.folder / name).write_bytes(text)
        text = (self.folder / "leaf.key").read_text()
        lines = [line for line in text.splitlines() if not line.startswith("-----")]
        body = "".join(lines)
        # As it is in the file, as it is sent, and as raw bytes in base 64 of another start.
        forms = [text, body, *lines[:3], base64.b64encode(base64.b64decode(body)[1:]).decode()]
        listener = self.binding()["listener"]
        listener["certificate"] = {"import": {"certificate": "leaf.pem", "privateKey": "leaf.key"}}
        self.write_spec(self.binding(listener=listener))
        loud = ("--log-level", "debug")
        self.mooring("plan", "--out", "saved.json", *loud)
        self.mooring("snapshot", "--out", "world.json", *loud)
        self.mooring("plan", "--snapshot", "world.json", "--format", "json", *loud)
        self.apply("--plan", "saved.json", "--report", "report.json", *loud, "--log-format", "json")
        places = self.check(*forms, but=("leaf.key",))
        self.assertIn("ImportCertificate", places["run 3"])
        # Where AWS refuses it, and where it is no key at all.
        (self.folder / "leaf.pem").write_bytes(stage.self_signed("other.example.com")[0])
        self.mooring("plan", "--format", "json", *loud)
        (self.folder / "leaf.key").write_text(f"-----BEGIN PRIVATE KEY-----\n{body[:400]}\n")
        self.mooring("plan", "--format", "json", *loud)
        self.check(*forms, but=("leaf.key",))

    def test_none_of_a_role_that_was_assumed(self):
        self.write_spec(self.binding(assumeRole={"arn": self.role}))
        loud = ("--log-level", "debug")
        self.assertIn("AssumeRole", self.mooring("plan", "--out", "saved.json", *loud).err)
        self.mooring("snapshot", "--out", "world.json", *loud)
        self.apply("--plan", "saved.json", "--report", "report.json", *loud)
        self.check()

    def test_none_where_aws_refuses(self):
        loud = ("--log-level", "debug")
        wrong = "recognisable/secret+that+goes+with+nothing"
        token = "recognisable+token/that+goes+with+nothing=="
        for variables in (
            {"AWS_SECRET_ACCESS_KEY": wrong},
            {"AWS_SESSION_TOKEN": token},
            {"AWS_SESSION_TOKEN": None},
            {"AWS_ACCESS_KEY_ID": "AKIA0000000000000000"},
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"},
        ):
            self.mooring("plan", "--out", "failed.json", *loud, code=1, **variables)
            self.apply("--report", "report.json", *loud, code=1, **variables)
            self.mooring("snapshot", "--out", "world.json", *loud, code=1, **variables)
            self.mooring("discover", "--format", "json", *loud, code=1, **variables)
        self.check(wrong, token)

    def test_none_in_what_is_said_of_wrong_usage(self):
        loud = ("--log-level", "debug")
        self.mooring("plan", "--nonsense", *loud, code=64)
        self.mooring("apply", *loud, code=64)
        self.mooring("plan", "--only", "another", *loud, code=64)
        self.mooring("plan", "none.yaml", *loud, code=65)
        self.mooring("plan", "--profile", "none", *loud, code=1)
        self.mooring("plan", *loud, code=1, AWS_ENDPOINT_URL="nonsense")
        (self.folder / "empty.yaml").write_text("{}")
        self.mooring("validate", "empty.yaml", *loud, code=65)
        (self.folder / "saved.json").write_text(json.dumps({"formatVersion": 1}))
        self.apply("--plan", "saved.json", *loud, code=65)
        self.check()

    def test_none_of_a_configuration_file_that_is_broken(self):
        secret, token = (self.session[each] for each in ("SecretAccessKey", "SessionToken"))
        whole = f"[default]\naws_access_key_id = AKIA0\naws_secret_access_key = {secret}\n"
        nothing = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}
        broken = [
            f"[default]\naws_secret_access_key {secret}\n",
            f"[default\naws_secret_access_key = {secret}\n",
            f"aws_secret_access_key = {secret}\n",
            f"[default]\naws_secret_access_key = {secret}\n",
            f"{secret}\n{token}\n",
            f"[{secret}\n",
            whole.replace("AKIA0", "AKIA\x01"),
            whole.replace("AKIA0", f"AKIA0\naws_session_token = {token}\n {token}"),
            whole.replace(secret, f"{secret}\n {token}"),
            whole + f"aws_session_token = {token}\x02\n",
        ]
        file = self.folder / "credentials"
        for number, text in enumerate(broken):
            with self.subTest(number):
                file.write_text(text)
                named = {"AWS_SHARED_CREDENTIALS_FILE": str(file)}
                self.mooring("plan", "--log-level", "debug", code=1, **nothing, **named)
                self.check(but=("credentials",))

    def test_none_of_a_host_or_proxy_that_wants_a_password(self):
        password = "recognisable-password"
        who = f"operator:{password}@"
        with_password = self.door.url.replace("//", f"//{who}")
        for variables in (
            {"AWS_ENDPOINT_URL": with_password},
            {"AWS_ENDPOINT_URL_EC2": with_password},
            {"http_proxy": f"http://{who}127.0.0.1:1"},
            {"ALL_PROXY": f"{who}127.0.0.1:1"},
            {"https_proxy": f"http://{who}127.0.0.1:1", "AWS_ENDPOINT_URL": "https://127.0.0.1:1"},
        ):
            with self.subTest(next(iter(variables))):
                loud = ("--log-level", "debug")
                self.mooring("plan", "--out", "failed.json", *loud, code=1, **variables)
                self.apply("--report", "report.json", *loud, code=1, **variables)
                self.check(password, who)

    def test_none_of_a_proxy_that_nobody_can_read(self):
        password = "recognisable"
        for url in (
            f"http://operator:{password}/more@127.0.0.1:1",
            f"http://operator:{password}#more@127.0.0.1:1",
            f"http://operator:{password} more@127.0.0.1:1",
            f"http://operator:{password}@127.0.0.1:65536",
            f"socks9://operator:{password}@127.0.0.1:1",
        ):
            with self.subTest(url):
                arguments = ("plan", "--out", "failed.json", "--log-level", "debug")
                self.mooring(*arguments, code=1, http_proxy=url)
                self.check(password)


if __name__ == "__main__":
    unittest.main()
