"""The door of mooring-sandbox: HTTP as any client may speak it, DNS, and its arguments."""

import http.client
import os
import socket
import struct
import subprocess
import unittest

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from sandbox_stage import ACCOUNT, HOST, PROGRAM, REGION, SandboxCase


class DoorTest(SandboxCase):
    """HTTP, as clients other than boto3 speak it."""

    BODY = b"Action=GetCallerIdentity&Version=2011-06-15"

    def signed(self, method="POST", path="/", body=BODY):
        request = AWSRequest(method, self.sandbox.url + path, data=body)
        if body:
            request.headers["Content-Type"] = "application/x-www-form-urlencoded"
        settings = self.sandbox.settings
        keys = Credentials(settings["AWS_ACCESS_KEY_ID"], settings["AWS_SECRET_ACCESS_KEY"])
        SigV4Auth(keys, "sts", REGION).add_auth(request)
        return dict(request.headers)

    def connection(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=10)
        self.addCleanup(connection.close)
        return connection

    def test_a_connection_serves_many_requests(self):
        connection = self.connection()
        for _ in range(3):
            connection.request("POST", "/", self.BODY, self.signed())
            answer = connection.getresponse()
            self.assertEqual(answer.status, 200)
            self.assertIn(ACCOUNT.encode(), answer.read())
            self.assertIsNotNone(connection.sock, "the connection was closed")

    def test_a_body_in_chunks_is_put_together(self):
        connection = self.connection()
        chunks = iter([self.BODY[:7], self.BODY[7:]])
        connection.request("POST", "/", chunks, self.signed(), encode_chunked=True)
        self.assertEqual(connection.getresponse().status, 200)

    def test_a_client_that_expects_to_be_told_to_continue_is(self):
        headers = self.signed() | {"Expect": "100-continue", "Content-Length": str(len(self.BODY))}
        lines = [f"{name}: {value}" for name, value in headers.items()]
        if not any(line.lower().startswith("host:") for line in lines):
            lines.append(f"Host: 127.0.0.1:{self.sandbox.port}")
        with socket.create_connection(("127.0.0.1", self.sandbox.port), timeout=10) as connection:
            connection.sendall("\r\n".join(["POST / HTTP/1.1", *lines, "", ""]).encode())
            self.assertTrue(connection.recv(4096).startswith(b"HTTP/1.1 100 "))
            connection.sendall(self.BODY)
            self.assertTrue(connection.recv(65536).startswith(b"HTTP/1.1 200 "))

    def test_the_call_may_stand_in_the_query(self):
        path = "/?" + self.BODY.decode()
        connection = self.connection()
        connection.request("GET", path, headers=self.signed("GET", path, b""))
        self.assertEqual(connection.getresponse().status, 200)

    def test_the_target_may_be_a_whole_url(self):
        connection = self.connection()
        connection.request("POST", self.sandbox.url + "/", self.BODY, self.signed())
        self.assertEqual(connection.getresponse().status, 200)

    def test_what_is_no_call_is_answered_all_the_same(self):
        for method, path, body, status in [
            ("HEAD", "/", None, 403),
            ("GET", "/favicon.ico", None, 403),
            ("DELETE", "/sandbox/world", None, 405),
            ("POST", "/", b"x" * (1 << 21), 413),
        ]:
            with self.subTest(method=method, path=path):
                connection = self.connection()
                connection.request(method, path, body)
                self.assertEqual(connection.getresponse().status, status)

    def test_its_own_calls_are_for_the_loopback_address(self):
        connection = self.connection()
        connection.request("GET", "/sandbox/world", headers={"Host": "sandbox.example.com"})
        self.assertEqual(connection.getresponse().status, 403)

    def test_dns_leads_from_the_web_server_to_the_addresses(self):
        labels = b"".join(bytes([len(part)]) + part.encode() for part in HOST.split("."))
        query = struct.pack(">6H", 0x1234, 0x0100, 1, 0, 0, 0) + labels + b"\0\0\1\0\1"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.settimeout(10)
            asker.sendto(query, ("127.0.0.1", self.sandbox.dns_port))
            answer = asker.recv(4096)
        self.assertEqual(struct.unpack(">6H", answer[:12])[:4], (0x1234, 0x8580, 1, 3))
        self.assertIn(bytes([10, 0, 1, 5]), answer)
        self.assertTrue(answer.endswith(bytes([10, 0, 2, 7])))

    def test_it_ends_well_when_it_is_told_to(self):
        self.sandbox.process.terminate()
        self.assertEqual(self.sandbox.process.wait(timeout=10), 0)

    def test_the_settings_are_for_a_shell(self):
        script = "\n".join(self.sandbox.lines) + '\nprintf %s "$AWS_ENDPOINT_URL $AWS_REGION"'
        shell = subprocess.run(["sh", "-eu", "-c", script], capture_output=True, text=True)
        self.assertEqual(shell.stdout, f"{self.sandbox.url} {REGION}")
        self.assertEqual(shell.stderr, "")


class ArgumentTest(unittest.TestCase):
    def test_a_mistake_is_named_and_has_its_exit_code(self):
        for arguments, code, word in [
            ([], 64, "--world"),
            (["--colour"], 64, "--colour"),
            (["--world"], 64, "--world"),
            (["--world", "x", "--port", "65536"], 64, "65536"),
            (["--world", "x", "--speed", "0"], 64, "1 to 1000"),
            (["--world", "/nowhere/world.json"], 65, "/nowhere/world.json"),
            (["--world", os.devnull], 65, os.devnull),
        ]:
            with self.subTest(arguments=arguments):
                ended = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
                self.assertEqual(ended.returncode, code)
                self.assertIn(word, ended.stderr)
                self.assertEqual(ended.stdout, "")


if __name__ == "__main__":
    unittest.main()
