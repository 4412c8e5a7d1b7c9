"""The program against moto: a signal while a write is under way."""

import http.client
import http.server
import json
import pathlib
import signal
import threading
import unittest
import urllib.parse

import program
from adrift import AdriftTest

TIME_OUT_SECONDS = 30


class Halfway(http.server.ThreadingHTTPServer):
    """A host before the door that holds one operation back until it is let through."""

    daemon_threads = True

    def __init__(self, url, held):
        super().__init__(("127.0.0.1", 0), Passage)
        self.door, self.held = urllib.parse.urlsplit(url).netloc, held
        self.arrived, self.released = threading.Event(), threading.Event()
        self.operations = []
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *_):
        self.released.set()
        self.shutdown()
        self.server_close()


class Passage(http.server.BaseHTTPRequestHandler):
    """Passes a request on as it came, so that its signature holds."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        operation = urllib.parse.parse_qs(body.decode())["Action"][0]
        self.server.operations.append(operation)
        if operation == self.server.held:
            self.server.arrived.set()
            self.server.released.wait(TIME_OUT_SECONDS)
        door = http.client.HTTPConnection(self.server.door, timeout=TIME_OUT_SECONDS)
        door.request("POST", self.path, body, dict(self.headers))
        reply = door.getresponse()
        answer = reply.read()
        door.close()
        self.send_response(reply.status)
        for name in ("Content-Type", "x-amzn-RequestId"):
            if reply.headers[name]:
                self.send_header(name, reply.headers[name])
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


class SignalTest(AdriftTest):
    writes = True

    def end_in_flight(self, number):
        """Ends an apply while its registration is on the way; gives the run and its report."""
        arguments = ("apply", "--auto-approve", "--report", "report.json")
        with Halfway(self.door.url, "RegisterTargets") as halfway:
            hosts = {"AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2": halfway.url}
            process = program.start(arguments, self.folder, self.variables() | hosts)
            arrived = halfway.arrived.wait(TIME_OUT_SECONDS)
            process.send_signal(number)
            # Until the program has taken the signal, and while it lives.
            while arrived and self.is_pending(process.pid):
                pass
            halfway.released.set()
            ended = program.finish(process, arguments)
            self.assertTrue(arrived, ended)
        [report] = json.loads((self.folder / "report.json").read_text())["bindings"]
        writes = [each for each in halfway.operations if not each.startswith("Describe")]
        return ended, report, writes

    @staticmethod
    def is_pending(process):
        status = pathlib.Path(f"/proc/{process}/status").read_text()
        pending = [line.split()[1] for line in status.splitlines() if "Pnd:" in line]
        return any(int(each, 16) for each in pending)

    def test_the_write_is_finished_and_reported_and_no_other_begun(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(number):
                self.build()
                self.write_spec(self.binding())
                ended, report, writes = self.end_in_flight(number)
                self.assertEqual(ended.code, code, ended)
                self.assertEqual(writes, ["ModifyTargetGroup", "RegisterTargets"])
                results = [each["result"] for each in report["outcomes"]]
                self.assertEqual(results, ["applied", "applied", "skipped", "skipped"])
                self.assertEqual(report["status"], "partial")
                self.assertEqual(self.listeners(), [])
                self.assertTrue(set(self.wanted()) < set(self.targets()))

                self.apply()
                self.assertEqual(self.targets(), self.wanted())


if __name__ == "__main__":
    unittest.main()
