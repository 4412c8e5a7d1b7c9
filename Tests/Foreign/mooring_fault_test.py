"""The program against moto: lost answers, refusals and slowness on the way of each write."""

import itertools
import re
import unittest

import faulty_host
from faulty_case import WRITES, FaultyTest
from faulty_host import Fault, refuse


class FaultTest(FaultyTest):
    def meet(self, *befall):
        """An apply each of whose writes meets with a fault, in turn, and that converges."""
        faults = [Fault(*each) for each in zip(WRITES, itertools.cycle(befall))]
        with self.host(*faults) as host:
            self.apply_at(host)
            self.check_converged(host)
        self.assertEqual(self.report()["status"], "converged")
        outcomes = self.report()["outcomes"]
        self.assertEqual([each["result"] for each in outcomes], ["applied"] * len(WRITES))
        self.assertTrue(all(each["at"] for each in outcomes))
        return host.writes()

    def check_once(self, *befall):
        """Writes that were done and whose answers were lost are found done, and not made again."""
        self.assertEqual(self.meet(*befall), WRITES)

    def test_reset_after_the_write_it_is_not_made_again(self):
        self.check_once(faulty_host.reset_after)
        # AWS's id was in the answer.
        self.assertEqual({each["requestId"] for each in self.report()["outcomes"]}, {None})

    def test_done_in_spite_of_half_an_answer_or_an_error_it_is_not_made_again(self):
        self.check_once(faulty_host.cut_off, faulty_host.fail_after)

    def test_reset_or_refused_before_the_write_it_is_made_again_after_a_look(self):
        writes = self.meet(faulty_host.reset_before, refuse(503, "ServiceUnavailable"))
        # Each before the next.
        self.assertEqual(writes, [each for each in WRITES for _ in range(2)])

    def test_a_throttled_write_is_sent_again_when_aws_says(self):
        # Longer than any first wait that isn't told.
        told = {"x-amz-retry-after": "1100"}
        with self.host(
            Fault("RegisterTargets", refuse(400, "Throttling", told)),
            Fault("CreateListener", refuse(429, "TooManyRequestsException")),
        ) as host:
            said = self.apply_at(host, "--log-level", "debug").err
            self.check_converged(host)
        waits = dict(re.findall(r"elbv2 (\w+): waits (\d+) ms before attempt 2 of 3", said))
        self.assertEqual(set(waits), {"RegisterTargets", "CreateListener"})
        self.assertGreaterEqual(int(waits["RegisterTargets"]), 1100)
        self.assertEqual(len(host.writes()), 6)

    def test_a_slow_answer_is_waited_for(self):
        self.check_once(faulty_host.trickle)
        self.assertNotIn(None, {each["requestId"] for each in self.report()["outcomes"]})


if __name__ == "__main__":
    unittest.main()
