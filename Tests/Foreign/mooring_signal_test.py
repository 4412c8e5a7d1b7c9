"""The program against moto: signals while a write is under way, and before the first one."""

import contextlib
import os
import select
import signal
import sys
import threading
import unittest

import faulty_host
from faulty_case import WRITES, FaultyTest
from faulty_host import Fault

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}


class SignalTest(FaultyTest):
    def interrupt(self, number):
        """Sends a signal, and returns when the program says that it has taken it."""
        self.process.send_signal(number)
        # None is left where the program has ended instead.
        while (line := self.process.stderr.readline()) and "interrupted" not in line:
            pass

    @contextlib.contextmanager
    def run_until(self, operation, happen):
        """Runs an apply; something happens while one of its writes is on the way."""
        happened = threading.Event()

        def befall(exchange):
            happen()
            happened.set()
            faulty_host.pass_on(exchange)

        with self.host(Fault(operation, befall)) as host:
            wait = self.start_at(host)
            # Until then what the program says on standard error is read by what happens.
            self.assertTrue(happened.wait(faulty_host.TIME_OUT_SECONDS))
            yield wait(), host

    def test_the_write_is_finished_and_reported_and_no_other_begun(self):
        for number, code in CODES.items():
            for count, operation in enumerate(WRITES, 1):
                with self.subTest(operation, signal=number.name):
                    self.build_served()
                    with self.run_until(operation, lambda: self.interrupt(number)) as (ended, host):
                        self.assertEqual(ended.code, code, ended)
                        self.assertEqual(host.writes(), WRITES[:count])
                        results = [each["result"] for each in self.report()["outcomes"]]
                        skipped = ["skipped"] * (len(WRITES) - count)
                        self.assertEqual(results, ["applied"] * count + skipped)
                        self.assertEqual(self.report()["status"], "partial")
                        self.apply_at(host)
                        self.check_converged(host)
                        self.assertEqual(host.writes(), WRITES)

    def test_a_second_signal_ends_it_at_once(self):
        def twice():
            self.interrupt(signal.SIGINT)
            self.process.send_signal(signal.SIGTERM)
            # AWS answers when nobody waits for it any more.
            self.process.wait()

        with self.run_until("RegisterTargets", twice) as (ended, host):
            self.assertEqual(ended.code, CODES[signal.SIGTERM], ended)
            self.assertFalse((self.folder / "report.json").exists())
            self.apply_at(host)
            self.check_converged(host)

    def test_before_the_first_write_one_ends_it_at_once_and_its_programs_too(self):
        for number, code in CODES.items():
            with self.subTest(number.name):
                self.build_served()
                told = self.folder / f"child-{number.name}"
                os.mkfifo(told)
                # It says who it is, and then takes for ever.
                script = self.folder / "credentials.py"
                script.write_text(
                    "import os, signal\n"
                    f"with open({str(told)!r}, 'w') as file: file.write(str(os.getpid()))\n"
                    "signal.pause()\n"
                )
                config = self.folder / "config"
                config.write_text(
                    f"[profile slow]\ncredential_process = {sys.executable} -B {script}\n"
                )
                keys = dict.fromkeys(self.keys.environment())
                named = {"AWS_CONFIG_FILE": str(config), "AWS_PROFILE": "slow"}
                with self.host() as host:
                    wait = self.start_at(host, **keys, **named)
                    child = int(told.read_text())
                    # It is ours only through the program, so its end shows in what is left of it.
                    handle = os.pidfd_open(child)
                    self.process.send_signal(number)
                    self.assertEqual(wait().code, code)
                    self.assertTrue(self.ends(handle))
                    self.assertEqual(host.operations, [])

    def ends(self, handle):
        """Whether a program of which nobody here is the parent ends soon."""
        try:
            return bool(select.select([handle], [], [], faulty_host.TIME_OUT_SECONDS)[0])
        finally:
            os.close(handle)


if __name__ == "__main__":
    unittest.main()
