"""The program against moto: keys that are wrong, and keys that may not."""

import contextlib
import http.server
import threading
import unittest

import stage
from adrift import AdriftTest
from running_door import RunningDoor

WRONG = "wrong/secret+of+exactly+forty+characters"


class WrongKeysTest(AdriftTest):
    def refused(self, command, *arguments, **variables):
        """All that a run says that AWS refuses; it writes nothing."""
        before = self.seen()
        ended = self.mooring(command, *arguments, code=1, **variables)
        self.assertEqual(self.seen(), before)
        said = ended.out + ended.err
        self.assertNotIn(WRONG, said)
        self.assertNotIn(self.keys.secret, said)
        return said

    def test_a_wrong_secret_is_refused_with_the_words_of_aws(self):
        runs = [("plan",), ("plan", "--format", "json"), ("apply", "--auto-approve")]
        runs += [("discover",), ("snapshot", "--out", "none.json")]
        for arguments in runs:
            with self.subTest(arguments=arguments):
                said = self.refused(*arguments, AWS_SECRET_ACCESS_KEY=WRONG)
                self.assertIn("SignatureDoesNotMatch", said)
                self.assertIn("The request signature we calculated does not match", said)
                self.assertIn("HTTP status 403", said)
        self.assertFalse((self.folder / "none.json").exists())

    def test_each_service_has_a_code_of_its_own_for_it(self):
        # The other services answer at a door that checks nothing, so that one alone refuses.
        cases = [
            ("MWAA", "GetEnvironment", "SignatureDoesNotMatch"),
            ("EC2", "DescribeVpcEndpoints", "AuthFailure"),
            ("ELASTIC_LOAD_BALANCING_V2", "DescribeTargetGroups", "SignatureDoesNotMatch"),
            ("STS", "GetCallerIdentity", "SignatureDoesNotMatch"),
        ]
        with RunningDoor() as lax:
            lax.put_environment(
                stage.environment(self.world.subnet_ids, self.world.security_group_id)
            )
            for service, operation, code in cases:
                with self.subTest(service=service):
                    hosts = {f"AWS_ENDPOINT_URL_{service}": self.door.url}
                    hosts["AWS_ENDPOINT_URL"] = lax.url
                    said = self.refused("plan", AWS_SECRET_ACCESS_KEY=WRONG, **hosts)
                    self.assertIn(f"AWS refused {operation} ({code}, HTTP status 4", said)

    def test_an_unknown_key_is_refused(self):
        said = self.refused("plan", AWS_ACCESS_KEY_ID="AKIA0000000000000000")
        self.assertRegex(said, r"InvalidClientTokenId|UnrecognizedClient")
        self.assertIn("The security token included in the request is invalid", said)

    def test_without_keys_each_place_that_was_looked_at_is_named(self):
        said = self.refused("plan", AWS_ACCESS_KEY_ID=None, AWS_SECRET_ACCESS_KEY=None)
        self.assertIn("no AWS credentials", said)
        self.assertIn("AWS_ACCESS_KEY_ID is not set", said)


@contextlib.contextmanager
def refusing(code, message, request_id):
    """The URL of a server that refuses whatever it is asked, in the words of a query service."""
    identified = f"<RequestId>{request_id}</RequestId>" if request_id else ""
    body = (
        f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error>"
        f"{identified}</ErrorResponse>"
    ).encode()

    class Refusing(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(403)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class NextStepTest(AdriftTest):
    def test_each_refusal_is_told_with_what_to_do_and_the_request_id(self):
        cases = [
            ("ExpiredToken", "The token has expired", "r-1", "The session of these credentials"),
            ("InvalidClientTokenId", "Not valid", "r-2", "the account has enabled us-west-2"),
            ("SignatureDoesNotMatch", "Signature expired: now", "r-3", "This machine's clock"),
            ("RegionDisabledException", "STS is not activated", "r-4", "STS is not active in"),
            ("AccessDenied", "No", None, "sts:GetCallerIdentity on * is not allowed"),
        ]
        for code, message, request_id, next_step in cases:
            with self.subTest(code=code), refusing(code, message, request_id) as url:
                ended = self.mooring("plan", "--format", "json", code=1, AWS_ENDPOINT_URL_STS=url)
                said = ended.binding()["error"]
                host = url.removeprefix("http://")
                start = f"AWS refused GetCallerIdentity ({code}, HTTP status 403, {host} for us-west-2)"
                self.assertTrue(said.startswith(f"{start}: {message}. "), said)
                self.assertIn(next_step, said)
                end = f"Request id: {request_id}." if request_id else "AWS gave no request id."
                self.assertTrue(said.endswith(end), said)
                self.assertNotIn("\n", said)
                self.assertIn("(binding airflow-prod)", ended.err)

    def test_each_way_to_get_no_answer_has_its_next_step(self):
        without_tls = self.enterContext(refusing("None", "None", None))
        # Behind a proxy that refuses: the door answers CONNECT with an error of its own.
        proxied = {"https_proxy": self.door.url, "AWS_ENDPOINT_URL_EC2": "https://ec2.invalid"}
        cases = [
            ({"AWS_ENDPOINT_URL_EC2": "http://ec2.invalid"}, "Is the host spelled so"),
            ({"AWS_ENDPOINT_URL_EC2": "http://127.0.0.1:1"}, "Check the way to it"),
            (proxied, "that the proxy lets ec2.invalid through"),
            (
                {
                    "AWS_ENDPOINT_URL_EC2": without_tls.replace("http:", "https:"),
                    "https_proxy": None,
                },
                "Is there a server with TLS 1.2 or later",
            ),
        ]
        for variables, next_step in cases:
            with self.subTest(variables=variables):
                said = self.mooring("plan", "--format", "json", code=1, **variables)
                error = said.binding()["error"]
                self.assertTrue(error.startswith("DescribeVpcEndpoints got no answer from "), error)
                self.assertIn(next_step, error)
                self.assertTrue(error.endswith("There is no request id, as no answer came."), error)


class PolicyTest(AdriftTest):
    writes = True

    def keys_without(self, *actions):
        """Keys that may do everything but these actions."""
        statements = [
            {"Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": list(actions), "Resource": "*"},
        ]
        policy = {"Version": "2012-10-17", "Statement": statements}
        return self.door.check_signatures_for(policy, "limited").environment()

    def outcomes(self, ended):
        return {each["action"]: each["result"] for each in ended.binding()["outcomes"]}

    def test_without_leave_to_register_nothing_is_removed(self):
        limited = self.keys_without("elasticloadbalancing:RegisterTargets")
        before = self.targets()
        first = self.apply("--format", "json", code=5, **limited)
        outcomes = {
            "modifyTargetGroup": "applied",
            "registerTargets": "failed",
            "createListener": "applied",
            "deregisterTargets": "skipped",
        }
        self.assertEqual(self.outcomes(first), outcomes)
        self.assertEqual(list(outcomes), [each["action"] for each in first.binding()["outcomes"]])
        [failed] = [each for each in first.binding()["outcomes"] if each["result"] == "failed"]
        self.assertIn("elasticloadbalancing:RegisterTargets", failed["error"])
        self.assertIn("AccessDenied", failed["error"])
        self.assertEqual(first.binding()["status"], "partial")
        self.assertEqual(self.targets(), before)

        # By now it is all that is left to do, so nothing at all is applied.
        seen = self.seen()
        second = self.apply(code=1, **limited)
        self.assertIn("elasticloadbalancing:RegisterTargets", second.out)
        self.assertRegex(second.out, r"register 10\.0\.1\.\d+:443, 10\.0\.2\.\d+:443 +failed")
        self.assertEqual(self.seen(), seen)

        # With the right keys a new run continues.
        self.apply()
        self.assertEqual(self.targets(), self.wanted())

    def test_without_leave_to_make_a_listener_the_targets_are_served(self):
        limited = self.keys_without("elasticloadbalancing:CreateListener")
        ended = self.apply("--format", "json", code=5, **limited)
        found = self.outcomes(ended)
        self.assertEqual(found["registerTargets"], "applied")
        self.assertEqual(found["createListener"], "failed")
        self.assertIn("elasticloadbalancing:CreateListener", ended.out)
        self.assertTrue(set(self.wanted()) <= set(self.targets()))

    def test_without_leave_to_look_nothing_is_written(self):
        for action in ("ec2:DescribeVpcEndpoints", "airflow:GetEnvironment"):
            with self.subTest(action=action):
                self.build()
                self.write_spec(self.binding())
                limited = self.keys_without(action)
                before = self.seen()
                planned = self.mooring("plan", "--format", "json", code=1, **limited)
                self.assertEqual(planned.binding()["status"], "failed")
                self.assertIn(action, planned.binding()["error"])
                self.assertIn(action, self.apply(code=1, **limited).out)
                self.assertEqual(self.seen(), before)


if __name__ == "__main__":
    unittest.main()
