"""The program against moto: signals while a write is under way, and before the first one."""

import contextlib
import os
import select
import signal
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
        # Each write, and each signal at one of them.
        for number, operation in [(signal.SIGINT, "RegisterTargets")] + [
            (signal.SIGTERM, operation) for operation in WRITES
        ]:
            with self.subTest(operation, signal=number.name):
                self.build_again()
                with self.run_until(operation, lambda: self.interrupt(number)) as (ended, host):
                    self.assertEqual(ended.code, CODES[number], ended)
                    done = WRITES[: WRITES.index(operation) + 1]
                    self.assertEqual(host.writes(), done)
                    results = [each["result"] for each in self.report()["outcomes"]]
                    skipped = ["skipped"] * (len(WRITES) - len(done))
                    self.assertEqual(results, ["applied"] * len(done) + skipped)
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
                self.build_again()
                child, variables = self.hanging_credentials()
                with self.host() as host:
                    wait = self.start_at(host, **variables)
                    # It isn't our child, so it can't be waited for but so.
                    handle = os.pidfd_open(child())
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
