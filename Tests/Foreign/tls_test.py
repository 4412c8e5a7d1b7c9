"""The program against moto behind TLS: whom it trusts, and what it says of whom it doesn't."""

import socket
import ssl
import tempfile
import unittest
import urllib.parse
import warnings

from adrift import AdriftTest
from authority import Authority
from relays import Relay, TLSDoor


# What is to be done where nobody vouches for a certificate.
CA = "name its CA in AWS_CA_BUNDLE"


class PlainDoor(Relay):
    """A server that answers in the clear where TLS is meant."""

    def __init__(self):
        super().__init__()
        self.url = f"https://localhost:{self.port}"

    def serve(self, connection):
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


class TLSTest(AdriftTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.files = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.authority = Authority(cls.files)

    def behind(self, context):
        """The world's door behind TLS, until the test ends."""
        port = urllib.parse.urlsplit(self.door.url).port
        return self.enterContext(TLSDoor(context, port))

    def secured(self, door, *arguments, code=0, **variables):
        """A run that finds every service behind TLS, with no proxy on the way."""
        alone = {"AWS_ENDPOINT_URL": None, "https_proxy": None} | variables
        return self.mooring(*arguments, "--endpoint-url", door.url, code=code, **alone)

    def refused(self, context, sentence, step, **variables):
        """What commands say of a TLS server that they don't send anything to, and what to do."""
        door = self.behind(context)
        for command in ("plan", "discover"):
            ended = self.secured(door, command, code=1, **variables)
            said = " ".join((ended.out + ended.err).split())
            self.assertIn(f"{sentence}. Nothing was sent", said)
            self.assertIn(step, said)
            host = door.url.removeprefix("https://")
            self.assertRegex(said, rf"(Get|Describe)\w+ got no answer from {host}: ")
        self.assertEqual(bytes(door.received), b"")

    def test_an_authority_that_is_named_is_trusted(self):
        door = self.behind(self.authority.context())
        planned = self.secured(door, "plan", "--format", "json", AWS_CA_BUNDLE=self.authority.bundle)
        self.assertEqual(planned.binding()["status"], "changes")
        self.assertEqual(planned.binding()["apiHosts"]["ec2"], door.url)
        found = self.secured(door, "discover", AWS_CA_BUNDLE=self.authority.bundle).out
        for address in self.world.endpoint_addresses:
            self.assertIn(address, found)
        self.assertIn(b"GET /environments/", door.received)

    def test_a_profile_may_name_it(self):
        config = self.folder / "config"
        config.write_text(f"[default]\nca_bundle = {self.authority.bundle}\n")
        door = self.behind(self.authority.context())
        self.secured(door, "plan", AWS_CONFIG_FILE=str(config))
        # The variable goes before it.
        other = Authority(self.folder, "other").bundle
        self.secured(door, "plan", code=1, AWS_CONFIG_FILE=str(config), AWS_CA_BUNDLE=other)

    def test_an_authority_that_nobody_named_is_not(self):
        unknown = "SSL certificate problem: unable to get local issuer certificate"
        self.refused(self.authority.context(), unknown, CA)

    def test_another_authority_does_not_vouch_for_it(self):
        other = Authority(self.folder, "other").bundle
        unknown = "SSL certificate problem: unable to get local issuer certificate"
        self.refused(self.authority.context(), unknown, CA, AWS_CA_BUNDLE=other)

    def test_a_certificate_for_another_name_is_refused(self):
        sentence = (
            "SSL: no alternative certificate subject name matches target host name 'localhost'"
        )
        bundle = self.authority.bundle
        step = "another host answers to this name: is it spelled so in --endpoint-url"
        self.refused(self.authority.context("other.example"), sentence, step, AWS_CA_BUNDLE=bundle)

    def test_an_expired_certificate_is_refused(self):
        expired = "SSL certificate problem: certificate has expired"
        bundle = self.authority.bundle
        step = "Check this machine's clock"
        self.refused(self.authority.context(days=-1), expired, step, AWS_CA_BUNDLE=bundle)

    def test_a_self_signed_certificate_is_refused(self):
        sentence = "SSL certificate problem: self-signed certificate"
        self.refused(self.authority.self_signed(), sentence, CA)
        bundle = self.authority.bundle
        self.refused(self.authority.self_signed(), sentence, CA, AWS_CA_BUNDLE=bundle)

    def versioned(self, version):
        context = self.authority.context()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = version
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        return context

    def test_tls_of_old_is_refused(self):
        context = self.versioned(ssl.TLSVersion.TLSv1_1)
        bundle, step = self.authority.bundle, "Is there a server with TLS 1.2 or later"
        self.refused(context, "tlsv1 alert protocol version", step, AWS_CA_BUNDLE=bundle)
        # Whoever speaks it is served.
        client = ssl.create_default_context(cafile=self.authority.bundle)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            client.minimum_version = ssl.TLSVersion.TLSv1_1
        client.set_ciphers("DEFAULT:@SECLEVEL=0")
        door = self.behind(context)
        with socket.create_connection(("127.0.0.1", door.port)) as plain:
            with client.wrap_socket(plain, server_hostname="localhost") as secure:
                self.assertEqual(secure.version(), "TLSv1.1")

    def test_tls_of_today_is_accepted(self):
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            with self.subTest(version.name):
                door = self.behind(self.versioned(version))
                self.secured(door, "plan", AWS_CA_BUNDLE=self.authority.bundle)

    def test_a_bundle_that_is_of_no_use_is_named(self):
        empty = self.folder / "empty.pem"
        empty.write_text("no certificate here\n")
        sentence = f"no certificate to trust can be read from {empty}"
        step = "Name a file of certificates in PEM form"
        self.refused(self.authority.context(), sentence, step, AWS_CA_BUNDLE=str(empty))
        door = self.behind(self.authority.context())
        for path in (str(self.folder / "missing.pem"), self.files):
            with self.subTest(path):
                ended = self.secured(door, "plan", code=1, AWS_CA_BUNDLE=path)
                self.assertIn(path, ended.out + ended.err)
        self.assertEqual(bytes(door.received), b"")

    def test_a_server_without_tls_is_refused(self):
        door = self.enterContext(PlainDoor())
        ended = self.secured(door, "plan", code=1)
        self.assertIn("wrong version number. Nothing was sent", ended.out + ended.err)


if __name__ == "__main__":
    unittest.main()
