"""An API host before the door, on which requests meet with what networks, AWS and operators do.

    with FaultyHost(door.url, Fault("RegisterTargets", reset_after)) as host:

A fault takes an exchange and does with it what it will; everything else is passed on as it came, so
that its signature holds.
"""

import contextlib
import dataclasses
import http.client
import http.server
import socket
import struct
import threading
import typing
import urllib.parse

TIME_OUT_SECONDS = 30


@dataclasses.dataclass(frozen=True)
class Fault:
    """What befalls the first request of an operation, or another one."""

    operation: str
    befall: typing.Callable
    occurrence: int = 1


def pass_on(exchange):
    exchange.answer(exchange.forward())


def reset_before(exchange):
    """The connection is lost, and AWS has not heard of the request."""
    exchange.reset()


def reset_after(exchange):
    """AWS has done what it was asked, and the connection is lost before it can say so."""
    exchange.forward()
    exchange.reset()


def cut_off(exchange):
    """AWS has done what it was asked, and half of its answer arrives."""
    exchange.answer(exchange.forward(), share=0.5)


def trickle(exchange):
    """The answer arrives byte by byte."""
    exchange.answer(exchange.forward(), piece=1)


def refuse(status, code, headers=()):
    """AWS answers with an error, and has done nothing."""
    body = (
        f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>No.</Message>"
        f"</Error><RequestId>refused</RequestId></ErrorResponse>"
    )
    reply = Reply(status, body.encode(), {"Content-Type": "text/xml", **dict(headers)})
    return lambda exchange: exchange.answer(reply)


def fail_after(exchange):
    """AWS has done what it was asked, and says that it failed."""
    exchange.forward()
    refuse(500, "InternalFailure")(exchange)


def before(happen):
    """Something happens while the request is on its way, and then it arrives."""

    def befall(exchange):
        happen()
        pass_on(exchange)

    return befall


def after(happen):
    """Something happens when AWS has done what it was asked, and then the answer arrives."""

    def befall(exchange):
        reply = exchange.forward()
        happen()
        exchange.answer(reply)

    return befall


@dataclasses.dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    headers: dict


class FaultyHost(http.server.ThreadingHTTPServer):
    """A host on a port that the system picks, for a `with` statement.

    `operations` are those that it was asked, in order. What `look` gives after each write that AWS
    has done is kept in `looks`.
    """

    daemon_threads = True

    def __init__(self, url, *faults, look=None):
        super().__init__(("127.0.0.1", 0), Exchange)
        self.door, self.look = urllib.parse.urlsplit(url).netloc, look
        self.faults = {(each.operation, each.occurrence): each.befall for each in faults}
        self.operations, self.looks, self.lock = [], [], threading.Lock()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def fault_for(self, operation):
        """What befalls this request of the operation, which is counted."""
        with self.lock:
            self.operations.append(operation)
            occurrence = self.operations.count(operation)
        return self.faults.pop((operation, occurrence), pass_on)

    def writes(self):
        return [each for each in self.operations if is_write(each)]


def is_write(operation):
    return not operation.startswith(("Describe", "Get", "Assume"))


class Exchange(http.server.BaseHTTPRequestHandler):
    """One request of a query service, and its answer."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.operation = urllib.parse.parse_qs(self.body.decode())["Action"][0]
        # The program may be gone by the time that its answer is there.
        with contextlib.suppress(OSError):
            self.server.fault_for(self.operation)(self)

    def forward(self):
        """Has the door answer the request as it came."""
        door = http.client.HTTPConnection(self.server.door, timeout=TIME_OUT_SECONDS)
        door.request("POST", self.path, self.body, dict(self.headers))
        answer = door.getresponse()
        names = ("Content-Type", "x-amzn-RequestId")
        headers = {name: answer.headers[name] for name in names if answer.headers[name]}
        reply = Reply(answer.status, answer.read(), headers)
        door.close()
        if self.server.look and is_write(self.operation):
            self.server.looks.append(self.server.look())
        return reply

    def answer(self, reply, share=1.0, piece=65_536):
        """Sends a share of the answer, in pieces; where it is not all, the connection ends."""
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        sent = reply.body[: int(len(reply.body) * share)]
        for start in range(0, len(sent), piece):
            self.wfile.write(sent[start : start + piece])
        self.close_connection = share < 1

    def reset(self):
        """Ends the connection as a crash does: without a farewell (RST)."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        for end in (self.rfile, self.wfile, self.connection):
            end.close()

    def log_message(self, *_):
        pass
