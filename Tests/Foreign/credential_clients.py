"""Runs whoever looks for credentials: this client's witness, botocore, and the program itself."""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import program
from credential_door import CredentialDoor

TIME_OUT_SECONDS = 60
SPEC = """version: 1
bindings:
  - name: airflow-prod
    endpoint: {addresses: [10.0.0.1]}
    targetGroup: {name: airflow-prod-web}
"""


def witness():
    return str(pathlib.Path(program.path()).with_name("witness"))


def botocore():
    return str(pathlib.Path(__file__).with_name("credential_botocore.py"))


COMMANDS = {
    "mooring": lambda: [witness(), "resolve"],
    "botocore": lambda: [sys.executable, "-B", botocore()],
    "the program": lambda: [program.path(), "plan", "--log-level", "debug"],
}


def environment(home, variables):
    """Nothing of this process's own; nobody is at the API hosts that the door doesn't play."""
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "AWS_REGION": "us-west-2",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_MAX_ATTEMPTS": "1",
    } | variables


def ask(client, source, faults=None, waits=False, **door):
    """Lets a client look for a source's credentials.

    Gives what it wrote to its two streams, and the door, which is closed. With `waits` the slow
    place answers after all once it was asked, and the client must not have given up until then.
    """
    with tempfile.TemporaryDirectory() as home, CredentialDoor(faults, **door) as opened:
        variables = source.prepare(home, opened)
        (pathlib.Path(home) / "mooring.yaml").write_text(SPEC)
        process = subprocess.Popen(
            COMMANDS[client](),
            cwd=home,
            env=environment(home, variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                if waits:
                    was_asked = opened.slow_one_is_asked.wait(TIME_OUT_SECONDS)
                    if not was_asked or process.poll() is not None:
                        raise RuntimeError(f"{client} didn't wait")
                    opened.answers_slow_ones.set()
                out, err = process.communicate(timeout=TIME_OUT_SECONDS)
            except BaseException:
                process.kill()
                raise
        opened.files = {
            str(file.relative_to(home)): (file.read_text(), file.stat().st_mode & 0o777)
            for file in pathlib.Path(home).rglob("*.json")
        }
    return out, err, opened


def resolved(client, source, faults=None, waits=False, **door):
    """The credentials that a client finds, or its error; and the door."""
    out, err, opened = ask(client, source, faults, waits, **door)
    if not out:
        raise RuntimeError(f"{client} said nothing: {err}")
    return json.loads(out)["credentials"], opened


def both(sources, **door):
    """What this client and botocore make of each source, in turn: two answers and two doors."""
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        clients = [
            [pool.submit(resolved, client, source, **door) for client in ("mooring", "botocore")]
            for source in sources
        ]
        return [[each.result() for each in pair] for pair in clients]
