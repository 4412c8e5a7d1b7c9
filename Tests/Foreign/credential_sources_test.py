"""Every source of credentials without a fault, and with many settings: as botocore has it."""

import dataclasses
import json
import unittest

import credential_clients
from credential_places import ACCESS_TOKEN, KEYS, NEW_ACCESS_TOKEN, NEW_REFRESH_TOKEN, SECRET
from credential_sources import HOUR, SOURCES, SSO_PLACE, SSO_ROLE, SSO_SESSION, cache_path

DEAD = "http://127.0.0.1:1"
HEADERS = (
    "accept",
    "x-aws-ec2-metadata-token",
    "x-aws-ec2-metadata-token-ttl-seconds",
    "x-amz-sso_bearer_token",
)
FOUND = None


def changed(name, variables=None, **members):
    """A source with further variables, or other members."""
    source = SOURCES[name]
    return dataclasses.replace(
        source, variables=source.variables | (variables or {}), **members
    )


def team(config):
    return {"config": f"[profile team]\n{config}"}


FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
METADATA = "AWS_EC2_METADATA_SERVICE_ENDPOINT"

# The name of a case; the source; what this client's error says, or FOUND. Botocore finds the same.
CASES = [
    ("no metadata", changed("instance", {"AWS_EC2_METADATA_DISABLED": "TRUE"}), "is true"),
    ("a slash at the end", changed("instance", {METADATA: "{door}/imds/"}), FOUND),
    ("a host of its own before IPv6", changed("instance", {"AWS_IMDS_USE_IPV6": "true"}), FOUND),
    (
        "the profile's key for the host",
        changed(
            "instance",
            {METADATA: ""},
            config=f"[default]\nec2_metadata_service_endpoint = {DEAD}\n",
        ),
        "127.0.0.1:1 can't be reached",
    ),
    ("no number", changed("instance", {"AWS_METADATA_SERVICE_TIMEOUT": "soon"}), '"soon"'),
    ("no kind of address", changed("instance", {f"{METADATA}_MODE": "ipv5"}), '"ipv5"'),
    ("an agent on localhost", changed("ecs", {FULL: "{localhost}/ecs/v2/credentials"}), FOUND),
    ("an agent past a proxy", changed("ecs", {"http_proxy": DEAD}), FOUND),
    ("a stranger for an agent", changed("ecs", {FULL: "http://192.0.2.1/"}), "192.0.2.1"),
    ("a token that is no header", changed("eks", files={"eks-token": "a\nb"}), "line break"),
    ("a token file that isn't there", changed("eks", files={}), "no such file"),
    (
        "a token in a variable",
        changed("eks", {f"{TOKEN}_FILE": "", TOKEN: f"{SECRET}-agent-token"}),
        FOUND,
    ),
    (
        "the file before the variable",
        changed("eks", {TOKEN: f"{SECRET}-another"}),
        FOUND,
    ),
    ("nobody signed in", changed("sso", token=None), "aws sso login --profile team"),
    (
        "nobody signed in, older form",
        changed("sso of the older form", token=None),
        "aws sso login --profile team",
    ),
    (
        "an ended sign-in, older form",
        changed("sso of the older form", token={"seconds_left": -HOUR}),
        "aws sso login --profile team",
    ),
    (
        "an ended registration",
        changed(
            "sso",
            token={"seconds_left": -HOUR, "registrationExpiresAt": "2020-01-01T00:00:00Z"},
        ),
        "aws sso login --profile team",
    ),
    (
        "an ended registration, a good token",
        changed(
            "sso",
            token={"seconds_left": HOUR, "registrationExpiresAt": "2020-01-01T00:00:00Z"},
        ),
        FOUND,
    ),
    (
        "a token without its registration",
        changed("sso", token={"seconds_left": -HOUR, "clientId": None}),
        "aws sso login --profile team",
    ),
    (
        "the time as older CLIs wrote it",
        changed("sso", token={"seconds_left": HOUR, "expiresAt": "2099-01-01T00:00:00UTC"}),
        FOUND,
    ),
    (
        "no such session",
        changed("sso", **team(f"sso_session = none\n{SSO_ROLE}")),
        "[sso-session none]",
    ),
    ("a place that is missing", changed("sso", **team(SSO_ROLE)), "sso_start_url and sso_region"),
    (
        "a role that is missing",
        changed("sso", **team(f"{SSO_PLACE}sso_account_id = 123456789012\n")),
        "sso_role_name",
    ),
    (
        "no role and no account",
        changed("sso", **team(SSO_PLACE)),
        "neither sso_account_id nor sso_role_name",
    ),
    (
        "a profile against its session",
        changed("sso", config=SSO_SESSION.replace(SSO_ROLE, f"{SSO_ROLE}sso_region = eu-west-1\n")),
        '"eu-west-1"',
    ),
    (
        "a profile that repeats its session",
        changed("sso", config=SSO_SESSION.replace(SSO_ROLE, f"{SSO_ROLE}{SSO_PLACE}")),
        FOUND,
    ),
    (
        "a role that nobody was assigned",
        changed("sso", config=SSO_SESSION.replace("= Reader", "= Writer")),
        "role Writer of the account 123456789012",
    ),
    (
        "another profile's Region",
        changed("sso", config=SSO_SESSION.replace("[profile team]", "[profile team]\nregion = x")),
        FOUND,
    ),
]

# Where they differ on purpose: the case; the source; the door; what this client's error says, or
# FOUND; and why.
DIFFERENCES = [
    (
        "metadata of version 1",
        SOURCES["instance"],
        {"faults": {"imds-token": 404}, "version_1": True},
        "version 1 is never asked",
        "version 1 gives credentials to whoever can make the instance send a GET",
    ),
    (
        "metadata and a proxy",
        changed("instance", {"http_proxy": DEAD}),
        {},
        FOUND,
        "a proxy would answer for another machine, or learn the token",
    ),
    (
        "a fragment in an agent's address",
        changed("ecs", {FULL: "{door}/ecs/v2/credentials#part"}),
        {},
        "percent-encoded",
        "what stands after # is never sent; who writes it means something else",
    ),
]


def keys(found):
    """What can be compared: the keys, or that there are none."""
    return None if "error" in found else found


def asked(door):
    """What a door was asked, without what differs from client to client or time to time."""
    requests = []
    for each in door.seen:
        headers = {name: each.header(name) for name in HEADERS if each.header(name)}
        # botocore says of portal and STS that it takes anything.
        if headers.get("accept") != "application/json":
            headers.pop("accept", None)
        body = json.loads(each.body) if each.body.startswith("{") else each.form()
        requests.append((each.method, each.path, each.query, headers, body))
    return requests


class SourceTest(unittest.TestCase):
    def check(self, found, outcome):
        if outcome is FOUND:
            self.assertEqual(found.get("accessKeyId"), KEYS.key_id, found)
        else:
            self.assertIn(outcome, found.get("error", "found"))
            self.assertFalse(SECRET in found["error"], "a secret is in the error")

    def test_both_ask_the_same_and_find_the_same(self):
        results = credential_clients.both(SOURCES.values())
        for name, ((mine, my_door), (theirs, their_door)) in zip(SOURCES, results):
            with self.subTest(name):
                self.check(mine, FOUND)
                self.assertEqual(mine, theirs)
                self.assertEqual(asked(my_door), asked(their_door))

    def test_settings_mean_the_same(self):
        results = credential_clients.both(source for _, source, _ in CASES)
        for (name, _, outcome), ((mine, _), (theirs, _)) in zip(CASES, results):
            with self.subTest(name):
                self.check(mine, outcome)
                self.assertEqual(keys(mine), keys(theirs), theirs)

    def test_where_they_differ_on_purpose(self):
        for name, source, door, outcome, why in DIFFERENCES:
            with self.subTest(name, why=why):
                [[(mine, _), (theirs, _)]] = credential_clients.both([source], **door)
                self.check(mine, outcome)
                self.assertNotEqual(keys(mine), keys(theirs))

    def test_a_renewed_token_is_kept_as_the_cli_keeps_it(self):
        name = cache_path("work")
        for source in (SOURCES["sso, renewed late"], SOURCES["sso, renewed in time"]):
            kept = {}
            for client in ("mooring", "botocore"):
                _, door = credential_clients.resolved(client, source)
                self.assertEqual(list(door.files), [name])
                text, mode = door.files[name]
                self.assertEqual(mode, 0o600)
                kept[client] = json.loads(text)
            mine, theirs = kept["mooring"], kept["botocore"]
            self.assertEqual(mine["accessToken"], NEW_ACCESS_TOKEN)
            self.assertEqual(mine["refreshToken"], NEW_REFRESH_TOKEN)
            # What another version of the CLI may have written stays, which botocore drops.
            self.assertEqual(mine.pop("ofAnotherVersion"), [1, None])
            for times in (mine, theirs):
                self.assertRegex(times.pop("expiresAt"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
                self.assertGreater(times.pop("registrationExpiresAt"), "2026")
            self.assertEqual(mine, theirs)

    def test_each_can_go_on_with_what_the_other_kept(self):
        for first, second in (("mooring", "botocore"), ("botocore", "mooring")):
            with self.subTest(first):
                _, door = credential_clients.resolved(first, SOURCES["sso, renewed late"])
                [(text, _)] = door.files.values()
                source = changed("sso", token=None, files={cache_path("work"): text})
                found, door = credential_clients.resolved(second, source)
                self.check(found, FOUND)
                [request] = door.seen
                self.assertEqual(request.header("x-amz-sso_bearer_token"), NEW_ACCESS_TOKEN)

    def test_a_token_that_is_not_renewed_is_not_touched(self):
        _, door = credential_clients.resolved("mooring", SOURCES["sso"])
        [(text, _)] = door.files.values()
        self.assertEqual(json.loads(text)["accessToken"], ACCESS_TOKEN)
        refused, door = credential_clients.resolved(
            "mooring", SOURCES["sso, renewed late"], {"oidc": 400}
        )
        [(text, _)] = door.files.values()
        self.assertEqual(json.loads(text)["accessToken"], ACCESS_TOKEN)
        self.assertIn("error", refused)


if __name__ == "__main__":
    unittest.main()
