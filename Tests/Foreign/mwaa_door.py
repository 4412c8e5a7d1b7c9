"""An AWS of its own on a loopback port: moto, with Amazon MWAA beside it, which moto lacks.

    python mwaa_door.py --port 0

prints the port that was chosen on its first line. MWAA's environments are whatever was posted to
/mooring-control/environments. Signatures are checked when moto checks them: from the start with
INITIAL_NO_AUTH_ACTION_COUNT=0 in the environment, or after a POST of `0` to /moto-api/reset-auth.
"""

import argparse
import json
import os
import re
import signal
import sys
import threading

from moto import settings
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import (
    AccessDeniedError,
    InvalidClientTokenIdError,
    SignatureDoesNotMatchError,
)
from moto.iam.access_control import IAMRequest
from moto.iam.models import get_account_id_from
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

import moto_repairs
import moto_resources

CONTROL = "/mooring-control/environments"
CREDENTIAL = re.compile(r"Credential=([^/,]+)/\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request")


class Refusal(Exception):
    """An error as a rest-json service words it."""

    def __init__(self, status, code, message, key="message"):
        super().__init__(message)
        self.status, self.code, self.body = status, code, {key: message}

    def response(self):
        return answer(self.body, self.status, {"x-amzn-ErrorType": self.code})


def answer(value, status=200, headers=None):
    response = Response(json.dumps(value), status, headers, content_type="application/json")
    response.headers["x-amzn-RequestId"] = os.urandom(16).hex()
    return response


class Door:
    """A WSGI application: MWAA's requests are answered here, all others by moto."""

    def __init__(self):
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.environments = {}

    def __call__(self, environ, start_response):
        # No request object for moto's requests: it may read the body, and each can be read once.
        path = environ.get("PATH_INFO", "")
        scope = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        try:
            if path == CONTROL:
                response = self.control(Request(environ))
            elif scope[3] == "airflow" if scope else re.match(r"/environments(/|$)", path):
                response = self.mwaa(Request(environ), scope)
            else:
                return self.moto(environ, start_response)
        except Refusal as refusal:
            response = refusal.response()
        return response(environ, start_response)

    def control(self, request):
        """Takes `{"region", "account"?, "environment": {"Name", …}}` in place of what it had."""
        try:
            posted = json.loads(request.get_data())
            key = posted.get("account", DEFAULT_ACCOUNT_ID), posted["region"]
            environment = posted["environment"]
            self.environments.setdefault(key, {})[environment["Name"]] = environment
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refusal(400, "ValidationException", f"{CONTROL}: {error!r}") from error
        return answer({"Environments": sorted(self.environments[key])})

    def mwaa(self, request, scope):
        if scope is None:
            raise Refusal(403, "MissingAuthenticationTokenException", "The request is not signed")
        key_id, region, _ = scope.groups()
        account = get_account_id_from(key_id)
        known = self.environments.get((account, region), {})
        route = request.method, request.path.rstrip("/")
        one = re.fullmatch(r"/environments/([^/]+)", route[1])
        if route == ("GET", "/environments"):
            authorize(request, account, "ListEnvironments")
            return answer(page(sorted(known), request.args))
        if one and request.method == "GET":
            authorize(request, account, "GetEnvironment")
            if not re.fullmatch(r"[a-zA-Z][0-9a-zA-Z_-]{0,79}", one[1]):
                raise Refusal(400, "ValidationException", f"{one[1]} is no environment name")
            if one[1] not in known:
                raise Refusal(404, "ResourceNotFoundException", f"{one[1]} is not found")
            return answer({"Environment": known[one[1]]})
        raise Refusal(404, "UnknownOperationException", f"{request.method} {request.path}")


def authorize(request, account, action):
    """Checks the signature and the caller's policies where moto's own services would."""
    if ActionAuthenticatorMixin.request_count < settings.INITIAL_NO_AUTH_ACTION_COUNT:
        ActionAuthenticatorMixin.request_count += 1
        return
    try:
        # The path as it came over the wire: the canonical request encodes it once more.
        wire_path = request.environ["RAW_URI"]
        checked = IAMRequest(
            account, request.method, wire_path, {}, request.get_data(), request.headers, action
        )
        checked.check_signature()
        checked.check_action_permitted("*")
    except (SignatureDoesNotMatchError, InvalidClientTokenIdError) as error:
        raise Refusal(403, error.error_type, error.message) from error
    except AccessDeniedError as error:
        raise Refusal(403, "AccessDeniedException", error.message, key="Message") from error


def page(names, arguments):
    """The names after the one that the token gives, and a token where more follow."""
    text = arguments.get("MaxResults", "25")
    if not text.isdecimal() or not 1 <= int(text) <= 25:
        raise Refusal(400, "ValidationException", "MaxResults must be from 1 to 25.")
    rest = [name for name in names if name > arguments.get("NextToken", "")]
    shown = rest[: int(text)]
    return {"Environments": shown} | ({"NextToken": shown[-1]} if len(rest) > len(shown) else {})


class Silent(WSGIRequestHandler):
    """Logs no requests."""

    def log_request(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=0, help="0: one the system picks")
    parser.add_argument("--until-eof", action="store_true", help="end with standard input")
    arguments = parser.parse_args()
    moto_repairs.apply()
    moto_resources.apply()
    server = make_server("127.0.0.1", arguments.port, Door(), threaded=True, request_handler=Silent)
    os.environ["MOTO_PORT"] = str(server.server_port)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    if arguments.until_eof:
        # So that no door outlives the test that opened it, whatever became of the test.
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
