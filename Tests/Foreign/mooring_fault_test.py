"""The program against moto: lost answers, refusals and slowness on the way of each write."""

import re
import unittest

import faulty_host
from faulty_case import WRITES, FaultyTest
from faulty_host import Fault, refuse


class FaultTest(FaultyTest):
    def meet(self, befall, *arguments):
        """An apply each of whose writes meets with a fault the first time, and that converges."""
        with self.host(*(Fault(operation, befall) for operation in WRITES)) as host:
            ended = self.apply_at(host, *arguments)
            self.check_converged(host)
        self.assertEqual(self.report()["status"], "converged")
        outcomes = self.report()["outcomes"]
        self.assertEqual([each["result"] for each in outcomes], ["applied"] * len(WRITES))
        self.assertTrue(all(each["at"] for each in outcomes))
        return ended, host.writes()

    def check_once(self, befall):
        """Writes that were done and whose answers were lost are found done, and not made again."""
        _, writes = self.meet(befall)
        self.assertEqual(writes, WRITES)

    def check_twice(self, befall, *arguments):
        """Writes that were not done are made again, each before the next."""
        ended, writes = self.meet(befall, *arguments)
        self.assertEqual(writes, [each for each in WRITES for _ in range(2)])
        return ended.err

    def test_reset_after_the_write_it_is_not_made_again(self):
        self.check_once(faulty_host.reset_after)
        # AWS's id was in the answer.
        self.assertEqual({each["requestId"] for each in self.report()["outcomes"]}, {None})

    def test_with_half_of_the_answer_the_write_is_not_made_again(self):
        self.check_once(faulty_host.cut_off)

    def test_a_write_that_was_done_in_spite_of_an_error_is_not_made_again(self):
        self.check_once(faulty_host.fail_after)

    def test_reset_before_the_write_it_is_made_again_after_a_look(self):
        self.check_twice(faulty_host.reset_before)

    def test_a_write_that_was_unavailable_is_made_again_after_a_look(self):
        self.check_twice(refuse(503, "ServiceUnavailable"))

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
