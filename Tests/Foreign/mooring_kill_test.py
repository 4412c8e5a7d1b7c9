"""The program against moto: killed at each of its writes, and run again."""

import signal
import unittest

from faulty_case import WRITES, FaultyTest
from faulty_host import Fault


class KillTest(FaultyTest):
    def kill_at(self, operation, befall):
        """Kills an apply at one of its writes; the next one has to find its way."""
        self.build_again()
        with self.host(Fault(operation, befall)) as host:
            killed = self.start_at(host)()
            self.assertEqual(killed.code, -signal.SIGKILL, killed)
            self.assertFalse((self.folder / "report.json").exists())
            self.apply_at(host)
            self.check_converged(host)
        (self.folder / "report.json").unlink()
        return host.writes()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def test_killed_before_a_write_the_next_run_converges(self):
        def befall(exchange):
            self.kill()
            exchange.reset()

        for number, operation in enumerate(WRITES):
            with self.subTest(operation):
                writes = self.kill_at(operation, befall)
                # What was done is not done again, and what was not is.
                self.assertEqual(writes, WRITES[: number + 1] + WRITES[number:])

    def test_killed_after_a_write_the_next_run_converges(self):
        def befall(exchange):
            exchange.forward()
            self.kill()
            exchange.reset()

        for operation in WRITES:
            with self.subTest(operation):
                self.assertEqual(self.kill_at(operation, befall), WRITES)


if __name__ == "__main__":
    unittest.main()
