"""Runs the built program as a cron line runs it: no terminal, no inherited settings, a time-out.

It is the one that MOORING names, or that `swift build` made.
"""

import dataclasses
import functools
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIME_OUT_SECONDS = 60


@functools.cache
def path():
    named = os.environ.get("MOORING")
    built = pathlib.Path(named).resolve() if named else ROOT / ".build" / "debug" / "mooring"
    if not named and not built.exists():
        shown = subprocess.run(
            ["swift", "build", "--show-bin-path"], cwd=ROOT, capture_output=True, text=True
        )
        built = pathlib.Path(shown.stdout.strip()) / "mooring"
    if not built.is_file():
        raise FileNotFoundError(f"no program at {built}: run `swift build`, or set MOORING")
    return str(built)


@dataclasses.dataclass(frozen=True)
class Run:
    """One run that ended, with all that it wrote to its two streams."""

    arguments: tuple
    code: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)

    def binding(self):
        """The only binding of a plan or report."""
        [only] = self.json()["bindings"]
        return only

    def __str__(self):
        return f"{' '.join(self.arguments)}: exit {self.code}\n{self.out}\n{self.err}"


def start(arguments, folder, variables):
    """Starts the program in a folder, with these environment variables and no others of AWS's.

    A variable that is None is left out. No test ever asks the real AWS: where no API host is named
    it is a port that nobody listens on, and so is the way to hosts with TLS.
    """
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "https_proxy": "http://127.0.0.1:1",
    } | variables
    return subprocess.Popen(
        [path(), *arguments],
        cwd=folder,
        env={name: value for name, value in environment.items() if value is not None},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(arguments, folder, variables):
    """Runs the program to its end, as `start` does."""
    return finish(start(arguments, folder, variables), arguments)


def finish(process, arguments):
    """Waits for a program that was started; one that takes too long is killed."""
    with process:
        try:
            out, err = process.communicate(timeout=TIME_OUT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return Run(tuple(arguments), process.returncode, out, err)
