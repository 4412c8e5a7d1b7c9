"""The program against moto: one run at a time, and what is said to the second."""

import contextlib
import fcntl
import os
import re
import signal
import socket
import threading
import unittest

from faulty_case import WRITES, FaultyTest
from faulty_host import TIME_OUT_SECONDS, Fault, before

# What every refusal says: nothing happened, and what to do.
REMEDY = (
    "Nothing was done. Wait until it ends; if it hangs, end that process: the lock is free when its "
    "holder is gone, and removing the file frees nothing"
)


class LockTest(FaultyTest):
    def setUp(self):
        super().setUp()
        self.lock = self.folder / "run.lock"

    @contextlib.contextmanager
    def running(self):
        """While another run is at its first write."""
        arrived, released = threading.Event(), threading.Event()

        def hold():
            arrived.set()
            released.wait(TIME_OUT_SECONDS)

        with self.host(Fault(WRITES[0], before(hold))) as host:
            wait = self.start_at(host, "--lock", str(self.lock))
            self.assertTrue(arrived.wait(TIME_OUT_SECONDS))
            yield
            released.set()
            self.assertEqual(wait().code, 0)

    def refused(self, code=6, lock=None):
        """What is said by an apply that doesn't begin: it asks AWS nothing."""
        with self.host() as host:
            said = self.apply_at(host, "--lock", str(lock or self.lock), code=code).err
            self.assertEqual(host.operations, [])
        return said

    def test_the_second_run_is_told_who_since_when_and_what_to_do(self):
        with self.running():
            who = rf"process {self.process.pid} on {re.escape(socket.gethostname())}"
            since = r"since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
            said = self.refused()
            pattern = rf"run\.lock: another run holds the lock: {who}, {since}\. {REMEDY}\n"
            self.assertRegex(said, pattern)
        # What is free says nothing of anybody.
        self.assertEqual(self.lock.read_text(), "")
        self.assertEqual(self.lock.stat().st_mode & 0o777, 0o600)

    def test_the_same_file_by_a_link_is_the_same_lock(self):
        link = self.folder / "link"
        link.symlink_to(self.lock)
        with self.running():
            self.assertIn("another run holds the lock", self.refused(lock=link))
        self.apply("--lock", str(link))
        self.assertTrue(link.is_symlink())

    def test_a_holder_on_another_host_is_named(self):
        # As a file system that hosts share has it: held, and written elsewhere.
        who = "process 4711 on ops-2.example.com, since 2026-01-02T03:04:05Z"
        self.lock.write_text(f"{who}\n")
        with self.lock.open("r+") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.assertIn(f"holds the lock: {who}. {REMEDY}", self.refused())
        self.assertEqual(self.lock.read_text(), f"{who}\n")

    def test_a_holder_that_says_nothing_can_still_be_found(self):
        with self.lock.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            said = self.refused()
            self.assertIn(f"doesn't say which (`fuser -v` on the file tells). {REMEDY}", said)
            # A holder's words are not the terminal's.
            self.lock.write_text("process 1\x1b[2J\n")
            self.assertNotIn("\x1b", self.refused())

    def test_a_killed_holder_holds_nothing(self):
        with self.host(Fault("RegisterTargets", self.kill_and_reset)) as host:
            killed = self.start_at(host, "--lock", str(self.lock))()
            self.assertEqual(killed.code, -signal.SIGKILL)
            self.assertIn(f"process {self.process.pid} ", self.lock.read_text())
            self.apply_at(host, "--lock", str(self.lock))
            self.check_converged(host)

    def kill_and_reset(self, exchange):
        self.process.kill()
        self.process.wait()
        exchange.reset()

    def test_what_a_killed_holder_had_started_holds_nothing_either(self):
        child, variables = self.hanging_credentials()
        with self.host() as host:
            wait = self.start_at(host, "--lock", str(self.lock), **variables)
            left = child()
            self.process.kill()
            self.process.wait()
            self.apply_at(host, "--lock", str(self.lock))
            os.kill(left, signal.SIGKILL)
            self.assertEqual(wait().code, -signal.SIGKILL)

    def test_what_can_be_no_lock_is_named_and_left_as_it_is(self):
        (self.folder / "folder").mkdir()
        os.mkfifo(self.folder / "pipe")
        spec = (self.folder / "mooring.yaml").read_text()
        for name, why in {
            "missing/run.lock": "No such file or directory",
            "folder": "Is a directory",
            "mooring.yaml": "is no lock file",
            "pipe": "is no file that can be locked",
            # Nobody may write here, not even root.
            "/proc/sys/kernel/ostype": "Permission denied",
        }.items():
            with self.subTest(name):
                said = self.refused(code=1, lock=name)
                self.assertRegex(said, rf"mooring: error: {name}: .*{why}")
        self.assertEqual((self.folder / "mooring.yaml").read_text(), spec)

    def test_what_only_reads_needs_no_lock(self):
        self.assertIn("--lock", self.mooring("plan", "--lock", str(self.lock), code=64).err)
        self.assertFalse(self.lock.exists())
        with self.running():
            self.mooring("plan")


if __name__ == "__main__":
    unittest.main()
