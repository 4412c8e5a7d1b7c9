"""This client and botocore make and sign the same generated requests at the same time.

Both are to come to the same method, URL, body, canonical request, string to sign and signature.
Where they differ on purpose, the tables below change what botocore made, before it signs, and say
why; a difference that no request shows is taken out of its table, or a test fails.
"""

import base64
import collections
import contextlib
import datetime
import json
import os
import random
import re
import subprocess
import unittest
import unittest.mock
import urllib.parse

import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

import program
from generated_requests import CALLS, Chance, call, raw

SEED = 20261124
CALLS_PER_OPERATION = 60
RAW_REQUESTS = 600
UNSIGNED = {"AssumeRoleWithWebIdentity", "GetRoleCredentials", "CreateToken"}
NAMES_OF_SIGNATURE = {"authorization", "x-amz-date", "x-amz-security-token"}


def witness(*arguments, lines=None):
    """What the program `witness` writes, without any configuration of this machine."""
    return subprocess.run(
        [os.path.join(os.path.dirname(program.path()), "witness"), *arguments],
        input=lines,
        capture_output=True,
        text=True,
        env={"PATH": os.defpath, "HOME": "/nowhere"},
        timeout=program.TIME_OUT_SECONDS,
        check=True,
    ).stdout


def answers(asked):
    lines = witness("sign", lines="".join(json.dumps(one) + "\n" for one in asked))
    return [json.loads(line) for line in lines.rstrip("\n").split("\n")]


class Recorder:
    """Signs with botocore's own class and keeps the stages."""

    def __init__(self):
        self.stages = {}

    @contextlib.contextmanager
    def signing(self, time):
        """botocore's clock stands still, and its signer's stages are kept."""
        frozen = datetime.datetime.fromtimestamp(time, datetime.timezone.utc)
        stages = unittest.mock.patch.multiple(
            SigV4Auth,
            canonical_request=self.kept("canonicalRequest", SigV4Auth.canonical_request),
            string_to_sign=self.kept("stringToSign", SigV4Auth.string_to_sign),
            signature=self.kept("signature", SigV4Auth.signature),
        )
        with stages, unittest.mock.patch("botocore.auth.get_current_datetime", lambda: frozen):
            yield

    def kept(self, name, method):
        def keeping(signer, *arguments):
            self.stages[name] = method(signer, *arguments)
            return self.stages[name]

        return keeping


# Each function takes a call and botocore's request for it, not signed yet, and changes the request
# where this client differs.


def no_label_before_addresses(asked, request):
    """MWAA's label `api.` before an IP address or localhost names a host that can't exist."""
    request["url"] = re.sub(
        r"^(https?://)api\.(?=localhost|\[|\d+\.\d+\.\d+\.\d+)", r"\1", request["url"]
    )


def slash_after_prefix(asked, request):
    """An operation's path `/` is put after the prefix of a custom URL as any other path is."""
    parts = urllib.parse.urlsplit(request["url"])
    if request["url_path"] == "/" and not parts.path.endswith("/"):
        request["url"] = parts._replace(path=parts.path + "/").geturl()


def hosts_in_lower_case(asked, request):
    """The case of a host's name means nothing (RFC 9110 section 4.2.3)."""
    parts = urllib.parse.urlsplit(request["url"])
    request["url"] = parts._replace(netloc=parts.netloc.lower()).geturl()


def no_empty_lists(asked, request):
    """An empty list in a form, such as `Targets=`, isn't sent: to AWS it says nothing."""
    if isinstance(request["body"], dict):
        for name, value in asked["parameters"].items():
            if value == []:
                request["body"].pop(name, None)


def json_as_it_is(asked, request):
    r"""JSON holds text as UTF-8, and control characters as \u00XX: escapes are for nobody here."""
    if isinstance(request["body"], bytes) and request["body"].startswith(b"{"):
        request["body"] = json_text(json.loads(request["body"]), between=", ", after=": ").encode()


def json_without_blanks(asked, request):
    """The token request is written without blanks, as most clients write it."""
    if asked["operation"] == "CreateToken":
        request["body"] = json_text(json.loads(request["body"]), between=",", after=":").encode()


def json_text(value, between, after):
    def quoted(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        controls = re.sub(r"[\0-\x1f]", lambda found: f"\\u{ord(found[0]):04x}", escaped)
        return f'"{controls}"'

    def written(value):
        if isinstance(value, dict):
            pairs = (f"{quoted(name)}{after}{written(each)}" for name, each in value.items())
            return "{" + between.join(pairs) + "}"
        if isinstance(value, list):
            return "[" + between.join(written(each) for each in value) + "]"
        return quoted(value) if isinstance(value, str) else json.dumps(value)

    return written(value)


CALL_DIFFERENCES = (
    no_label_before_addresses,
    slash_after_prefix,
    hosts_in_lower_case,
    no_empty_lists,
    json_as_it_is,
    json_without_blanks,
)


class Sent(Exception):
    """Instead of sending: the request as it would have gone out."""

    def __init__(self, request):
        super().__init__()
        self.request = request


class Botocore:
    """Makes calls with botocore and keeps what it would send."""

    def __init__(self):
        self.clients = {}
        self.session = botocore.session.Session()
        self.asked = None
        self.differences = collections.Counter()

    def client(self, asked):
        key = asked["service"], asked["region"], asked["url"]
        if key not in self.clients:
            config = Config(parameter_validation=False, retries={"max_attempts": 0})
            client = self.session.create_client(
                asked["service"],
                region_name=asked["region"],
                endpoint_url=asked["url"],
                aws_access_key_id="replaced",
                aws_secret_access_key="replaced",
                config=config,
            )
            client.meta.events.register("before-call", self.change)
            self.clients[key] = client
        return self.clients[key]

    def change(self, params, **_):
        for difference in CALL_DIFFERENCES:
            before = params["url"], str(params["body"])
            difference(self.asked, params)
            if before != (params["url"], str(params["body"])):
                self.differences[difference] += 1

    def send(self, asked):
        keys = asked["credentials"]
        client = self.client(asked)
        self.asked = asked
        client._request_signer._credentials = Credentials(
            keys["accessKeyId"], keys["secretAccessKey"], keys["sessionToken"]
        )
        method = botocore.xform_name(asked["operation"])
        recorder = Recorder()
        with recorder.signing(asked["time"]):
            try:
                getattr(client, method)(**asked["parameters"])
            except Sent as sent:
                request = sent.request
        body = request.body or b""
        return {
            "method": request.method,
            "url": request.url,
            "body": body if isinstance(body, bytes) else body.encode(),
            "headers": request.headers,
        } | recorder.stages


def refuse(_, request):
    raise Sent(request)


class CallSigningTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        chance = Chance(random.Random(SEED))
        cls.asked = [call(chance, name) for _ in range(CALLS_PER_OPERATION) for name in CALLS]
        cls.ours = answers(cls.asked)
        nothing = {name: os.devnull for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")}
        kept = {name: value for name, value in os.environ.items() if "AWS_" not in name}
        with (
            unittest.mock.patch.dict(os.environ, kept | nothing, clear=True),
            unittest.mock.patch.object(URLLib3Session, "send", refuse),
        ):
            botocore_ = Botocore()
            cls.theirs = [botocore_.send(asked) for asked in cls.asked]
        cls.differences = botocore_.differences

    def each(self, signed):
        for asked, ours, theirs in zip(self.asked, self.ours, self.theirs, strict=True):
            if (asked["operation"] not in UNSIGNED) == signed:
                self.assertNotIn("error", ours, asked)
                yield asked, ours, theirs

    def test_every_operation_is_generated(self):
        self.assertEqual(set(witness("operations").split()), set(CALLS))

    def test_there_are_at_least_500_signed_calls_with_all_that_is_odd(self):
        signed = [asked for asked, _, _ in self.each(signed=True)]
        self.assertGreaterEqual(len(signed), 500)
        for wanted in (
            lambda asked: "[" in (asked["url"] or ""),
            lambda asked: ":8080" in (asked["url"] or ""),
            lambda asked: asked["url"] is None,
            lambda asked: asked["credentials"]["sessionToken"],
            lambda asked: not asked["credentials"]["sessionToken"],
            lambda asked: "" in asked["parameters"].values(),
            lambda asked: not str(asked["parameters"]).isascii(),
            lambda asked: "Marker" in asked["parameters"],
            lambda asked: "NextToken" in asked["parameters"],
        ):
            self.assertGreater(sum(bool(wanted(asked)) for asked in signed), 20)

    def test_signed_calls_are_the_same(self):
        for asked, ours, theirs in self.each(signed=True):
            self.assertEqual(ours["canonicalRequest"], theirs["canonicalRequest"], asked)
            self.assertEqual(ours["stringToSign"], theirs["stringToSign"], asked)
            self.assertEqual(ours["signature"], theirs["signature"], asked)
            self.assertEqual(ours["authorization"], text(theirs["headers"]["Authorization"]), asked)
            self.compare(asked, ours, theirs)

    def test_unsigned_calls_are_the_same(self):
        for asked, ours, theirs in self.each(signed=False):
            self.assertNotIn("signature", theirs)
            names = {name.lower() for name, _ in ours["headers"]}
            self.assertFalse(names & NAMES_OF_SIGNATURE, asked)
            self.compare(asked, ours, theirs)

    def compare(self, asked, ours, theirs):
        self.assertEqual(ours["method"], theirs["method"], asked)
        self.assertEqual(ours["url"], theirs["url"], asked)
        self.assertEqual(base64.b64decode(ours["body"]), theirs["body"], asked)
        # The host comes from the URL; whoever sends names himself and his attempts as he likes.
        for name, value in ours["headers"]:
            if name.lower() not in ("host", "user-agent", "amz-sdk-invocation-id", "amz-sdk-request"):
                self.assertEqual(value, text(theirs["headers"].get(name)), (asked, name))

    def test_each_difference_on_purpose_occurs(self):
        for difference in CALL_DIFFERENCES:
            self.assertGreater(self.differences[difference], 0, difference.__doc__)


def text(value):
    return value.decode() if isinstance(value, bytes) else value


# The same for requests that no operation made: a function changes the copy that botocore signs.


def no_empty_parameters(asked):
    """Between two `&` there is no parameter; botocore signs one without a name."""
    asked["query"] = "&".join(pair for pair in asked["query"].split("&") if pair)


def nothing_of_tracing(asked):
    """What tracing adds or changes on the way isn't signed, as in AWS's newer SDKs."""
    names = {"traceparent", "tracestate", "baggage"}
    asked["headers"] = [line for line in asked["headers"] if line[0].lower() not in names]


RAW_DIFFERENCES = (no_empty_parameters, nothing_of_tracing)


def blanks_are_space_and_tab(value):
    """Only space and tab are blanks in a header (RFC 9110 section 5.6.3), not all of Unicode's."""
    return " ".join(part for part in re.split("[ \t]+", value) if part)


class RawSigningTest(unittest.TestCase):
    def sign(self, asked):
        keys = asked["credentials"]
        query = f"?{asked['query']}" if asked["query"] else ""
        url = f"https://example.com{asked['path']}{query}"
        request = AWSRequest(asked["method"], url, data=base64.b64decode(asked["body"]))
        for name, value in asked["headers"]:
            request.headers[name] = value
        credentials = Credentials(
            keys["accessKeyId"], keys["secretAccessKey"], keys["sessionToken"]
        )
        recorder = Recorder()
        blanks = unittest.mock.patch.object(SigV4Auth, "_header_value", self.header_value)
        with recorder.signing(asked["time"]), blanks:
            SigV4Auth(credentials, asked["service"], asked["region"]).add_auth(request)
        return recorder.stages

    def header_value(self, value):
        strict = blanks_are_space_and_tab(value)
        self.counts[blanks_are_space_and_tab] += strict != " ".join(value.split())
        return strict

    def test_raw_requests_are_signed_the_same(self):
        self.counts = collections.Counter()
        chance = Chance(random.Random(SEED + 1))
        asked = [raw(chance) for _ in range(RAW_REQUESTS)]
        for one, ours in zip(asked, answers(asked), strict=True):
            self.assertNotIn("error", ours, one)
            copy = json.loads(json.dumps(one))
            for difference in RAW_DIFFERENCES:
                before = json.dumps(copy)
                difference(copy)
                self.counts[difference] += before != json.dumps(copy)
            theirs = self.sign(copy)
            self.assertEqual(ours["canonicalRequest"], theirs["canonicalRequest"], one)
            self.assertEqual(ours["stringToSign"], theirs["stringToSign"], one)
            self.assertEqual(ours["signature"], theirs["signature"], one)
        for difference in (*RAW_DIFFERENCES, blanks_are_space_and_tab):
            self.assertGreater(self.counts[difference], 0, difference.__doc__)


if __name__ == "__main__":
    unittest.main()
