"""What may stand between the program and a door: TLS, or a proxy, each on a loopback port."""

import base64
import contextlib
import socket
import socketserver
import threading
import urllib.parse

TIME_OUT_SECONDS = 30


class Relay(socketserver.ThreadingTCPServer):
    """Takes connections on a port that the system picks, for a `with` statement."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Connection)
        self.port = self.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Connection(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.settimeout(TIME_OUT_SECONDS)
        # What the program does to the connection is what is tested; a lost one is no news.
        with contextlib.suppress(OSError):
            self.server.serve(self.request)


class TLSDoor(Relay):
    """Ends TLS in front of another port; `received` is what came out of it."""

    def __init__(self, context, port):
        super().__init__()
        self.context, self.behind, self.received = context, port, bytearray()
        self.url = f"https://localhost:{self.port}"

    def serve(self, connection):
        with self.context.wrap_socket(connection, server_side=True) as secure:
            first = secure.recv(65_536)
            self.received += first
            with socket.create_connection(("127.0.0.1", self.behind)) as behind:
                behind.sendall(first)
                pass_on(secure, behind)


class Proxy(Relay):
    """An HTTP proxy; `heads` are the requests that it was asked, as lines.

    It wants the user and password given, and answers everything with the status given instead.
    """

    def __init__(self, user=None, status=None):
        super().__init__()
        self.status, self.heads = status, []
        encoded = base64.b64encode((user or "").encode()).decode()
        self.wanted = f"Proxy-Authorization: Basic {encoded}" if user else None

    def url(self, user=""):
        return f"http://{user}127.0.0.1:{self.port}"

    def serve(self, connection):
        head, rest = b"", b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65_536)
            if not piece:
                return
            head += piece
        head, rest = head.split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        self.heads.append(lines)
        status = 407 if self.wanted and self.wanted not in lines else self.status
        if status:
            wants = "Proxy-Authenticate: Basic realm=here\r\n" if status == 407 else ""
            refusal = f"HTTP/1.1 {status} No\r\n{wants}Content-Length: 0\r\nConnection: close\r\n\r\n"
            connection.sendall(refusal.encode())
            return
        method, target, version = lines[0].split(" ")
        if method == "CONNECT":
            host, port = target.rsplit(":", 1)
            first, answer = rest, b"HTTP/1.1 200 Connected\r\n\r\n"
        else:
            url = urllib.parse.urlsplit(target)
            host, port = url.hostname, url.port
            kept = [line for line in lines[1:] if not line.lower().startswith("proxy-")]
            first = "\r\n".join([f"{method} {url.path} {version}", *kept, "", ""]).encode() + rest
            answer = b""
        with socket.create_connection((host, int(port))) as behind:
            connection.sendall(answer)
            behind.sendall(first)
            pass_on(connection, behind)


class SecureProxy(Proxy):
    """An HTTP proxy that is spoken to with TLS."""

    def __init__(self, context):
        super().__init__()
        self.context = context

    def url(self):
        return f"https://localhost:{self.port}"

    def serve(self, connection):
        with self.context.wrap_socket(connection, server_side=True) as secure:
            super().serve(secure)


def pass_on(one, other):
    """Passes bytes in both directions until both have ended."""
    back = threading.Thread(target=pass_one_way, args=(other, one))
    back.start()
    pass_one_way(one, other)
    back.join()


def pass_one_way(source, target):
    with contextlib.suppress(OSError):
        while piece := source.recv(65_536):
            target.sendall(piece)
    # Whoever is behind has ended, or the program has: the other side is told.
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def dead_port():
    """A port that is taken, but where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
