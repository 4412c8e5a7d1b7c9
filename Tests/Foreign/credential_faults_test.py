"""Every source of credentials with every fault: what this client says, and that botocore agrees."""

import concurrent.futures
import json
import unittest

import credential_clients
from credential_places import KEYS, SECRET
from credential_sources import SOURCES

# These are waited for as long as any of AWS's; the others have a short time-out of their own.
PATIENT = ("portal", "oidc", "sts")

# Found all the same.
FOUND = None

# What the error says, by source, place and fault; FOUND where there are credentials all the same.
OUTCOMES = {
    ("instance", "imds-token"): {
        "slow": "hop limit",
        401: "HTTP status 401",
        403: "version 1 is never asked",
        404: "version 1 is never asked",
        500: "HTTP status 500",
        "garbage": "HTTP status 401",
        "half": "for a token is none",
        "cut": "HTTP status 401",
        "expired": "HTTP status 401",
    },
    ("instance", "imds-role"): {
        "slow": "no answer",
        401: "HTTP status 401",
        403: "HTTP status 403",
        404: "the instance has no role",
        500: "HTTP status 500",
        "garbage": "the name of its role is none",
        "half": "the name of its role is none",
        "cut": "HTTP status 404",
        "expired": FOUND,
    },
    ("instance", "imds-keys"): {
        "slow": "no answer",
        401: "HTTP status 401",
        403: "HTTP status 403",
        404: "HTTP status 404",
        500: "HTTP status 500",
        "garbage": "not JSON",
        "half": "lacks Expiration",
        "cut": "not JSON",
        "expired": FOUND,
    },
    ("ecs", "ecs"): {
        "slow": "no answer",
        401: "HTTP status 401",
        403: "HTTP status 403",
        404: "HTTP status 404",
        500: "HTTP status 500",
        "garbage": "not JSON",
        "half": "lacks Expiration",
        "cut": "not JSON",
        "expired": "ended already",
    },
    ("eks", "eks"): {
        "slow": "no answer",
        401: "HTTP status 401",
        403: "HTTP status 403",
        404: "HTTP status 404",
        500: "HTTP status 500",
        "garbage": "not JSON",
        "half": "lacks Expiration",
        "cut": "not JSON",
        "expired": "ended already",
    },
    ("sso", "portal"): {
        "slow": FOUND,
        401: "aws sso login --profile team",
        403: "role Reader of the account 123456789012",
        404: "role Reader of the account 123456789012",
        500: "HTTP status 500",
        "garbage": "not JSON",
        "half": "sessionToken",
        "cut": "not JSON",
        "expired": "ended already",
    },
    ("sso of the older form", "portal"): {
        "slow": FOUND,
        401: "aws sso login --profile team",
        403: "role Reader of the account 123456789012",
        404: "role Reader of the account 123456789012",
        500: "HTTP status 500",
        "garbage": "not JSON",
        "half": "sessionToken",
        "cut": "not JSON",
        "expired": "ended already",
    },
    ("sso, renewed late", "oidc"): {
        "slow": FOUND,
        401: "aws sso login --profile team",
        403: "aws sso login --profile team",
        404: "aws sso login --profile team",
        500: "aws sso login --profile team",
        "garbage": "aws sso login --profile team",
        "half": "aws sso login --profile team",
        "cut": "aws sso login --profile team",
        "expired": "aws sso login --profile team",
    },
    ("sso, renewed in time", "oidc"): {
        "slow": FOUND,
        401: FOUND,
        403: FOUND,
        404: FOUND,
        500: FOUND,
        "garbage": FOUND,
        "half": FOUND,
        "cut": FOUND,
        "expired": FOUND,
    },
    ("web identity", "sts"): {
        "slow": FOUND,
        401: "HTTP status 401",
        403: "HTTP status 403",
        404: "HTTP status 404",
        500: "HTTP status 500",
        "garbage": "can't be read",
        "half": "SessionToken",
        "cut": "can't be read",
        "expired": "ended already",
    },
    ("role", "sts"): {
        "slow": FOUND,
        401: "HTTP status 401",
        403: "HTTP status 403",
        404: "HTTP status 404",
        500: "HTTP status 500",
        "garbage": "can't be read",
        "half": "SessionToken",
        "cut": "can't be read",
        "expired": "ended already",
    },
    ("role over ecs", "ecs"): {
        "slow": "no answer",
        401: "HTTP status 401",
        403: "HTTP status 403",
        404: "HTTP status 404",
        500: "HTTP status 500",
        "garbage": "not JSON",
        "half": "lacks Expiration",
        "cut": "not JSON",
        "expired": "ended already",
    },
    ("role over instance", "imds-keys"): {
        "slow": "no answer",
        401: "HTTP status 401",
        403: "HTTP status 403",
        404: "HTTP status 404",
        500: "HTTP status 500",
        "garbage": "not JSON",
        "half": "lacks Expiration",
        "cut": "not JSON",
        "expired": FOUND,
    },
}

# Where botocore does otherwise, and why this client doesn't do the same.
STILL_GOOD = "the token at hand is as good as where the renewal is refused, which both forgive"
DIFFERENCES = {
    ("sso, renewed in time", "oidc", "garbage"): STILL_GOOD,
    ("sso, renewed in time", "oidc", "half"): STILL_GOOD,
    ("sso, renewed in time", "oidc", "cut"): STILL_GOOD,
    ("sso, renewed in time", "oidc", "expired"): STILL_GOOD,
}

ROWS = [
    (source, place, fault, outcome)
    for (source, place), outcomes in OUTCOMES.items()
    for fault, outcome in outcomes.items()
]
FAULTS = ("slow", 401, 403, 404, 500, "garbage", "half", "cut", "expired")


def run(task):
    """What a client makes of a row: what it found, where it says so, and all that it wrote."""
    (source, place, fault, _), client = task
    waits = fault == "slow" and place in PATIENT
    out, err, _ = credential_clients.ask(client, SOURCES[source], {place: fault}, waits)
    return out, err


class FaultTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        tasks = [(row, client) for row in ROWS for client in credential_clients.COMMANDS]
        # Most of their time they wait for time-outs; those that wait longest begin.
        tasks.sort(key=lambda task: task[0][2] != "slow")
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            cls.wrote = dict(zip(tasks, pool.map(run, tasks)))

    def each(self, check):
        """Checks each row with what this client and botocore found, and what the program wrote."""
        for row in ROWS:
            found = [
                json.loads(self.wrote[row, client][0])["credentials"]
                for client in ("mooring", "botocore")
            ]
            with self.subTest(source=row[0], place=row[1], fault=row[2]):
                check(row, *found, "".join(self.wrote[row, "the program"]))

    def test_the_table_has_every_fault(self):
        for outcomes in OUTCOMES.values():
            self.assertEqual(tuple(outcomes), FAULTS)

    def test_the_credentials_or_the_reason(self):
        def check(row, mine, _, shown):
            outcome = row[-1]
            if outcome is FOUND:
                self.assertEqual(mine.get("accessKeyId"), KEYS.key_id, mine)
                self.assertEqual(mine["secretAccessKey"], KEYS.secret)
                self.assertEqual(mine["sessionToken"], KEYS.token)
                # With them it came as far as to hosts where nobody is.
                self.assertIn("127.0.0.1:1", shown)
            else:
                self.assertIn(outcome, mine.get("error", "found"))
                self.assertIn(outcome, shown)

        self.each(check)

    def test_botocore_finds_the_same(self):
        def check(row, mine, theirs, _):
            agrees = keys(mine) == keys(theirs)
            self.assertEqual(agrees, row[:3] not in DIFFERENCES, (mine, theirs))

        self.each(check)

    def test_no_secret_is_shown(self):
        def check(_, mine, theirs, shown):
            # Not assertNotIn: what failed would be a log with a secret in it.
            self.assertFalse(SECRET in mine.get("error", ""), "a secret is in the error")
            self.assertFalse(SECRET in shown, "a secret is in what the program wrote")
            self.assertNotIn("\n", mine.get("error", ""))

        self.each(check)


def keys(found):
    """What can be compared: the keys, or that there are none."""
    return None if "error" in found else found


if __name__ == "__main__":
    unittest.main()
