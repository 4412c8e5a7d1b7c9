"""One loopback port behind which everything stands that gives AWS credentials.

It plays EC2's instance metadata (version 2), the agents of ECS and EKS, IAM Identity Center's
portal and tokens, and STS; what each of them answers is in credential_places.py. Each place can be
made to have a fault. Every secret that the door gives out begins with SECRET.
"""

import dataclasses
import http.server
import json
import threading
import urllib.parse

import credential_places
from credential_places import Answer, Refused

GARBAGE = f"<html>{credential_places.SECRET}-page</html>"


@dataclasses.dataclass(frozen=True)
class Asked:
    """One request as the door saw it."""

    method: str
    path: str
    query: tuple
    headers: dict
    body: str

    def header(self, name):
        return self.headers.get(name.lower())

    def form(self):
        return dict(urllib.parse.parse_qsl(self.body))


class CredentialDoor:
    """A door in a thread of this process, for a `with` statement.

    `faults` gives a place's fault by its name:

    | fault | what comes of a request |
    | --- | --- |
    | `slow` | no answer, until the door is told to give the slow ones |
    | a number | this HTTP status, with a message that repeats every secret that was sent |
    | `garbage` | status 200, and a page of HTML |
    | `half` | status 200, and an answer that lacks what comes last in it |
    | `cut` | status 200, and only the first half of the answer's text |
    | `expired` | what the place gives has ended an hour ago |

    `keys` are the credentials that it gives; those made up by default work nowhere. With
    `version_1` the instance's metadata can be had without a token.
    """

    def __init__(self, faults=None, keys=credential_places.KEYS, version_1=False):
        self.faults = faults or {}
        self.keys = keys
        self.version_1 = version_1
        self.seen = []
        self.slow_one_is_asked = threading.Event()
        self.answers_slow_ones = threading.Event()

    def __enter__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.answers_slow_ones.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, asked):
        """The status and the text that a request comes to; no status for none at all."""
        self.seen.append(asked)
        place = credential_places.place(asked)
        fault = self.faults.get(place)
        if fault == "slow":
            self.slow_one_is_asked.set()
            self.answers_slow_ones.wait()
        if isinstance(fault, int):
            return fault, refusal(asked)
        if fault == "garbage":
            return 200, GARBAGE
        try:
            answer = credential_places.answer(self, place, asked, ended=fault == "expired")
        except Refused as refused:
            return refused.status, json.dumps({"message": refused.why})
        return 200, broken(answer, fault)


def refusal(asked):
    """A message that repeats what was sent, as some servers do."""
    names = ("authorization", "x-aws-ec2-metadata-token", "x-amz-sso_bearer_token")
    sent = [asked.headers[name] for name in names if name in asked.headers]
    if asked.body.startswith("{"):
        sent += json.loads(asked.body).values()
    sent += asked.form().get("WebIdentityToken", "").split()
    return json.dumps({"message": f"the door refuses: {' '.join(sent)}"})


def broken(answer: Answer, fault):
    if fault == "half":
        return answer.without_last()
    if fault == "cut":
        text = answer.text()
        return text[: len(text) // 2]
    return answer.text()


def handler(door):
    class Handler(http.server.BaseHTTPRequestHandler):
        def respond(self):
            path, _, query = self.path.partition("?")
            length = int(self.headers.get("Content-Length") or 0)
            asked = Asked(
                method=self.command,
                # Clients differ in what they make of a custom host with a path and no more.
                path="/sts" if path == "/sts/" else path,
                query=tuple(sorted(urllib.parse.parse_qsl(query))),
                headers={name.lower(): value for name, value in self.headers.items()},
                body=self.rfile.read(length).decode(),
            )
            status, text = door.answer(asked)
            body = text.encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # Whoever asked has given up.

        do_GET = do_PUT = do_POST = respond

        def log_message(self, *_):
            pass

    return Handler
