"""The program against moto behind a proxy: what goes through it, and what it says when nothing does."""

import base64
import tempfile
import unittest
import urllib.parse

from adrift import AdriftTest
from authority import Authority
from relays import Proxy, SecureProxy, TLSDoor, dead_port

LOUD = ("--log-level", "debug")


class ProxyTest(AdriftTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.authority = Authority(cls.enterClassContext(tempfile.TemporaryDirectory()))

    def setUp(self):
        super().setUp()
        port = urllib.parse.urlsplit(self.door.url).port
        self.secure = self.enterContext(TLSDoor(self.authority.context(), port))

    def variables(self):
        trust = {"AWS_CA_BUNDLE": self.authority.bundle, "https_proxy": None}
        return super().variables() | trust | {"AWS_ENDPOINT_URL": self.secure.url}

    def proxy(self, *arguments, **named):
        return self.enterContext(Proxy(*arguments, **named))

    def refused(self, sentence, **variables):
        """What a run says of a proxy that lets nothing through; no request was sent."""
        self.secure.received.clear()
        ended = self.mooring("plan", *LOUD, code=1, **variables)
        said = " ".join((ended.out + ended.err).split())
        host = self.secure.url.removeprefix("https://")
        self.assertRegex(said, rf"(Get|Describe)\w+ got no answer from {host}: ")
        self.assertIn(sentence, said)
        self.assertIn("the proxy refused", ended.err)
        self.assertEqual(bytes(self.secure.received), b"")
        return said

    def test_requests_with_tls_go_through_it_unseen(self):
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            with self.subTest(name):
                proxy = self.proxy()
                self.assertEqual(self.plan(**{name: proxy.url()})["status"], "changes")
                self.assertTrue(proxy.heads)
                for first, *others in proxy.heads:
                    self.assertEqual(first, f"CONNECT localhost:{self.secure.port} HTTP/1.1")
                    names = {line.split(":")[0].lower() for line in others}
                    self.assertLessEqual(names, {"host", "proxy-connection"})

    def test_requests_without_tls_go_through_it_too(self):
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            with self.subTest(name):
                proxy = self.proxy()
                self.plan(AWS_ENDPOINT_URL=self.door.url, **{name: proxy.url()})
                self.assertTrue(proxy.heads)
                for first, *_ in proxy.heads:
                    self.assertRegex(first, rf"^(GET|POST) {self.door.url}/")

    def test_each_kind_of_host_has_its_own(self):
        proxy = self.proxy()
        self.plan(http_proxy=proxy.url())
        self.plan(AWS_ENDPOINT_URL=self.door.url, https_proxy=proxy.url())
        self.assertEqual(proxy.heads, [])

    def test_hosts_of_no_proxy_are_reached_without(self):
        proxy = self.proxy(status=403)
        near = ("localhost", ".localhost", f"x, localhost:{self.secure.port}", "*")
        for name in ("no_proxy", "NO_PROXY"):
            for value in near:
                with self.subTest(f"{name}={value}"):
                    self.plan(https_proxy=proxy.url(), **{name: value})
        local = {"AWS_ENDPOINT_URL": self.door.url, "NO_PROXY": "127.0.0.0/8"}
        self.plan(http_proxy=proxy.url(), **local)
        self.assertEqual(proxy.heads, [])
        for value in ("ocalhost", "localhost.example", "localhost:1", "127.0.0.0/8"):
            with self.subTest(value):
                self.refused("status 403", https_proxy=proxy.url(), NO_PROXY=value)

    def test_one_with_tls_is_trusted_as_hosts_are(self):
        proxy = self.enterContext(SecureProxy(self.authority.context()))
        self.assertEqual(self.plan(https_proxy=proxy.url())["status"], "changes")
        self.assertTrue(proxy.heads)
        stranger = Authority(self.enterContext(tempfile.TemporaryDirectory()), "other")
        unknown = self.enterContext(SecureProxy(stranger.context()))
        ended = self.mooring("plan", code=1, https_proxy=unknown.url())
        said = " ".join((ended.out + ended.err).split())
        self.assertIn("SSL certificate problem: unable to get local issuer certificate", said)
        self.assertEqual(unknown.heads, [])

    def test_one_that_refuses_is_named(self):
        proxy = self.proxy(status=403)
        name = f"the proxy 127.0.0.1:{proxy.port} of HTTPS_PROXY"
        self.refused(f"{name} refuses to connect to the host (status 403)", HTTPS_PROXY=proxy.url())

    def test_one_that_is_not_there_is_named(self):
        with dead_port() as port:
            name = f"the proxy 127.0.0.1:{port} of https_proxy"
            self.refused(f"{name} gives no connection", https_proxy=f"http://127.0.0.1:{port}")
        name = "the proxy nowhere.invalid:80 of https_proxy"
        self.refused(f"{name} gives no connection", https_proxy="http://nowhere.invalid")

    def test_its_user_and_password_are_for_it_alone(self):
        user, password = "operator", "recognisable/pass:word@"
        proxy = self.proxy(f"{user}:{password}")
        quoted = urllib.parse.quote(password, safe="")
        encoded = base64.b64encode(f"{user}:{password}".encode()).decode()
        given = proxy.url(f"{user}:{quoted}@")
        ended = [self.mooring("plan", *LOUD, https_proxy=given)]
        self.assertNotIn(b"Proxy-", self.secure.received)
        self.assertTrue(self.secure.received)
        self.assertTrue(all(f"Proxy-Authorization: Basic {encoded}" in each for each in proxy.heads))
        wanted = "of https_proxy wants a user name and a password"
        wrong = proxy.url(f"{user}:{quoted}more@")
        said = [self.refused(wanted, https_proxy=url) for url in (wrong, proxy.url())]
        broken = proxy.url(f"{user}:{password}")
        said.append(self.refused("https_proxy is no URL of a proxy", https_proxy=broken))
        for text in [*said, *map(str, ended)]:
            for secret in (user, password, quoted, encoded, "recognisable"):
                self.assertNotIn(secret, text)


if __name__ == "__main__":
    unittest.main()
