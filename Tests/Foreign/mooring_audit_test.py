"""The program against moto: who changed what, when and why, in the report and in the log."""

import json
import re
import unittest

import faulty_host
from faulty_case import WRITES, FaultyTest
from faulty_host import Fault, refuse

ACTIONS = ["modifyTargetGroup", "registerTargets", "createListener", "deregisterTargets"]
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
DENIED = refuse(403, "AccessDenied")


class AuditTest(FaultyTest):
    def audited(self, *faults, code=0):
        """The report's outcomes and the log's lines of an apply, by their actions."""
        arguments = ("--quiet", "--log-level", "info", "--log-format", "json")
        with self.host(*faults) as host:
            ended = self.apply_at(host, *arguments, code=code)
        lines = [json.loads(line) for line in ended.err.splitlines() if '"action"' in line]
        outcomes = self.report()["outcomes"]
        planned = {each["action"]: each["reason"] for each in self.planned["changes"]}
        for outcome in outcomes:
            # The drift that it mends, in the plan's words.
            self.assertEqual(outcome["reason"], planned[outcome["action"]])
            if outcome["result"] in ("skipped", "held"):
                self.assertIsNone(outcome["at"])
                self.assertIsNone(outcome["requestId"])
            else:
                self.assertRegex(outcome["at"], TIME)
            self.assertEqual(outcome["error"] is None, outcome["result"] == "applied")
        # One line for each write, none for what was not begun.
        made = [each for each in outcomes if each["at"]]
        self.assertEqual([each["action"] for each in lines], [each["action"] for each in made])
        for outcome, line in zip(made, lines):
            self.assertEqual(line["level"], "info")
            self.assertEqual(line["binding"], "airflow-prod")
            self.assertTrue(line["message"].endswith(": " + outcome["result"]))
            self.assertEqual(line["why"], outcome["reason"])
            self.assertEqual(line["request"], outcome["requestId"] or "none")
            self.assertEqual(line["error"], outcome["error"] or "none")
            self.assertEqual(line["at"], outcome["at"])
            self.assertRegex(line["time"], TIME)
        return [
            {each["action"]: each for each in found} for found in (outcomes, lines)
        ]

    def setUp(self):
        super().setUp()
        self.planned = self.plan()

    def test_each_write_is_found_by_its_id(self):
        outcomes, lines = self.audited()
        self.assertEqual(list(outcomes), ACTIONS)
        ids = {each["requestId"] for each in outcomes.values()}
        self.assertEqual((len(ids), None in ids), (4, False))
        self.assertEqual({each["status"] for each in lines.values()}, {"200"})
        registered = " and ".join(f"{address}:{port}" for address, port in self.wanted())
        message = lines["registerTargets"]["message"].replace(", ", " and ")
        self.assertEqual(message, f"register {registered}: applied")

    def test_what_was_refused_and_what_was_not_begun_have_their_reasons(self):
        outcomes, lines = self.audited(Fault("RegisterTargets", DENIED), code=5)
        results = [outcomes[each]["result"] for each in ACTIONS]
        self.assertEqual(results, ["applied", "failed", "applied", "skipped"])
        self.assertIn("AccessDenied", outcomes["registerTargets"]["error"])
        self.assertEqual(outcomes["registerTargets"]["requestId"], "refused")
        self.assertEqual(lines["registerTargets"]["status"], "403 AccessDenied")

    def test_a_write_whose_answer_was_lost_has_its_time_but_no_id(self):
        lost = [Fault(each, faulty_host.reset_after) for each in ("RegisterTargets", WRITES[3])]
        outcomes, lines = self.audited(*lost)
        for action in ("registerTargets", "deregisterTargets"):
            self.assertEqual(outcomes[action]["result"], "applied")
            self.assertIsNone(outcomes[action]["requestId"])
            self.assertEqual(lines[action]["status"], "no answer")

    def test_without_being_asked_each_write_has_a_short_line(self):
        said = self.apply().err
        self.assertNotIn("info", said)
        for what in ("set matcher 200 -> 200,302", "register", "create the listener", "deregister"):
            self.assertEqual(len(re.findall(rf"^airflow-prod: {what}.*: done$", said, re.M)), 1)

    def test_as_text_it_is_one_line_for_each_write(self):
        said = self.apply("--log-level", "info", "--report", "report.json").err
        for outcome in self.report()["outcomes"]:
            line = (
                rf"^mooring: info: .+: applied \(binding airflow-prod, action {outcome['action']}, "
                rf"request {outcome['requestId']}, status 200, at {TIME}, "
                rf"why {re.escape(outcome['reason'])}, error none\)$"
            )
            self.assertEqual(len(re.findall(line, said, re.M)), 1, said)
        self.assertNotIn(": done", said)
        self.assertNotIn(self.keys.secret, said)


if __name__ == "__main__":
    unittest.main()
