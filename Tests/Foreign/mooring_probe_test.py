"""The program against TLS servers on loopback addresses: what `check --probe` says of each."""

import http.server
import json
import pathlib
import socket
import tempfile
import threading
import unittest

import program
from authority import Authority
from sandbox_stage import HOST, REGION, Sandbox, world

ADDRESSES = ("127.0.0.1", "127.0.0.2")
SPEC = """\
version: 1
bindings:
  - name: airflow
    region: {region}
    endpoint:
      mwaaEnvironment: airflow-prod
      dns: off
    targetGroup:
      name: airflow-prod-web
      port: {port}
      healthCheck:
        matcher: "{matcher}"
        path: /health
        timeoutSeconds: 2
"""


class Server(http.server.ThreadingHTTPServer):
    """A server on one address that answers every GET with one status, and keeps what it was asked.

    Without a context it speaks no TLS."""

    def __init__(self, address, port, context, status):
        self.status, self.requests, self.names = status, [], []
        super().__init__((address, port), Answerer)
        if context:
            context.sni_callback = lambda _, name, __: self.names.append(name)
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        pass  # A client that refuses the certificate ends the handshake.


class Answerer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.requests.append((self.requestline, dict(self.headers)))
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", f"https://{self.server.server_address[0]}:1/login")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class ProbeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.authority = Authority(cls.files)
        seen = world()
        for interface, address in zip(seen["places"][0]["networkInterfaces"], ADDRESSES):
            interface["addresses"] = [address]
        cls.world = pathlib.Path(cls.files, "world.json")
        cls.world.write_text(json.dumps(seen))
        cls.sandbox = cls.enterClassContext(Sandbox(cls.world))

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def serve(self, status=302, host=HOST, days=2):
        """A server with the same certificate on each address and one port."""
        context = self.authority.context(host, days)
        first = self.enterContext(Server(ADDRESSES[0], 0, context, status))
        self.port = first.server_address[1]
        second = self.authority.context(host, days)
        return first, self.enterContext(Server(ADDRESSES[1], self.port, second, status))

    def mooring(self, *arguments, code, matcher="200,302", check="", **variables):
        (self.folder / "mooring.yaml").write_text(
            SPEC.format(region=REGION, matcher=matcher, port=self.port) + check
        )
        settings = {**self.sandbox.settings, "AWS_CA_BUNDLE": self.authority.bundle, **variables}
        ended = program.run(arguments, self.folder, settings)
        self.assertEqual(ended.code, code, str(ended))
        return ended

    def probed(self, code=2, **named):
        """The verdicts of the two views, and all that is said of them."""
        binding = self.mooring("check", "--probe", "--format", "json", code=code, **named).binding()
        lines = {line["code"]: line for line in binding["requirements"]}
        health, browser = lines["probe-health-check"], lines["probe-browser"]
        return health, browser

    def test_what_a_health_check_and_a_browser_send(self):
        servers = self.serve()
        health, browser = self.probed()
        self.assertEqual((health["verdict"], browser["verdict"]), ("pass", "pass"))
        for server, address in zip(servers, ADDRESSES):
            asked = sorted(
                (request[0], request[1]["Host"], request[1]["User-Agent"])
                for request in server.requests
            )
            health = ("GET /health HTTP/1.1", f"{address}:{self.port}", "ELB-HealthChecker/2.0")
            self.assertEqual(asked, [("GET / HTTP/1.1", f"{HOST}:{self.port}", "mooring"), health])
            self.assertEqual(sorted(map(str, server.names)), sorted(["None", HOST]))
            for _, headers in server.requests:
                self.assertLessEqual(
                    set(headers), {"Host", "User-Agent", "Accept", "Accept-Encoding"}
                )

    def test_a_good_server_passes_with_its_times(self):
        self.serve(status=200)
        health, browser = self.probed()
        self.assertEqual((health["verdict"], browser["verdict"]), ("pass", "pass"))
        for line, address in zip(health["remarks"], ADDRESSES):
            self.assertRegex(
                line["message"],
                rf"^{address}:{self.port} answers 200 to GET /health, which matcher 200,302 accepts "
                r"\(connected after [\d.]+ ms, TLSv1.3 after [\d.]+ ms, answered after [\d.]+ ms\)\.$",
            )
        for line in browser["remarks"]:
            self.assertIn(f"with a certificate for CN = {HOST} that verifies", line["message"])

    def test_a_browser_gets_the_target_where_the_health_check_asks_elsewhere(self):
        servers = self.serve(status=302)
        plain = self.enterContext(Server(ADDRESSES[0], 0, None, 200))
        port = plain.server_address[1]
        second = self.enterContext(Server(ADDRESSES[1], port, None, 200))
        health, browser = self.probed(check=f"        port: {port}\n        protocol: HTTP\n")
        self.assertEqual((health["verdict"], browser["verdict"]), ("pass", "pass"))
        for address, check, line in zip(ADDRESSES, health["remarks"], browser["remarks"]):
            self.assertIn(f"{address}:{port} answers 200 to GET /health", check["message"])
            self.assertIn(
                f"{address}:{self.port} answers 302 to https://{HOST}/, with a certificate for "
                f"CN = {HOST} that verifies",
                line["message"],
            )
        for server in (plain, second):
            self.assertEqual([each[0] for each in server.requests], ["GET /health HTTP/1.1"])
        for server in servers:
            self.assertEqual([each[0] for each in server.requests], ["GET / HTTP/1.1"])

    def test_a_redirect_meets_a_matcher_without_it(self):
        self.serve(status=302)
        health, browser = self.probed(matcher="200")
        self.assertEqual((health["verdict"], browser["verdict"]), ("fail", "pass"))
        for line in health["remarks"]:
            self.assertIn("answers 302 to GET /health, which matcher 200 doesn't accept", line["message"])
            self.assertEqual(line["remedy"], 'Set healthCheck.matcher to "200,302".')

    def test_a_server_that_is_not_well(self):
        self.serve(status=503)
        health, browser = self.probed()
        self.assertEqual((health["verdict"], browser["verdict"]), ("fail", "warn"))
        self.assertIn("answers 503", health["remarks"][0]["message"])
        self.assertIn("No matcher takes 503", health["remarks"][0]["remedy"])

    def test_certificates_that_only_a_browser_refuses(self):
        cases = [
            (HOST, -1, {}, "is not valid now: SSL certificate problem: certificate has expired"),
            ("other.example", 2, {}, "is for another name: "),
            (HOST, 2, {"AWS_CA_BUNDLE": None}, "Nobody who is trusted here vouches"),
        ]
        for host, days, variables, sentence in cases:
            with self.subTest(sentence):
                self.serve(status=200, host=host, days=days)
                health, browser = self.probed(**variables)
                self.assertEqual((health["verdict"], browser["verdict"]), ("pass", "warn"))
                for line in browser["remarks"]:
                    self.assertIn(sentence, line["message"])
                    self.assertIn(f"It shows a certificate for CN = {host}.", line["message"])

    def test_a_server_that_says_nothing(self):
        silent = self.enterContext(socket.create_server((ADDRESSES[0], 0)))
        self.port = silent.getsockname()[1]
        health, browser = self.probed()
        self.assertEqual((health["verdict"], browser["verdict"]), ("fail", "not-looked-at"))
        first, second = health["remarks"]
        self.assertIn("no TLS handshake follows within 2 s", first["message"])
        self.assertIn(f"{ADDRESSES[1]}:{self.port} refuses the connection", second["message"])

    def test_nothing_is_asked_without_the_flag(self):
        servers = self.serve()
        for command, code in (("plan", 0), ("check", 2)):
            ended = self.mooring(command, "--format", "json", code=code)
            self.assertNotIn("probe", ended.out)
        self.assertEqual([server.requests for server in servers], [[], []])

    def test_a_recording_is_not_probed(self):
        self.port = 443
        ended = self.mooring("check", "--probe", "--snapshot", str(self.world), code=64)
        self.assertIn("goes without `--snapshot`", ended.err)


if __name__ == "__main__":
    unittest.main()
